"""Which tests come first, and which stay on one process.

What takes longest begins first, so that all processes are busy to the end. A module stays whole,
and so do the journeys, so that what is made once for them is made once.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

LONG = ("tests/journeys", "tests/guards/test_axe.py", "tests/guards/test_isolation_matrix.py",
        "tests/workers/test_nothing_lost.py", "tests/config/embedded",
        "tests/guards/test_narrow.py", "tests/setup/commands", "tests/guards", "tests/workers",
        "tests/portal/test_fields.py", "tests/setup/test_every_right")
TOGETHER = ("tests/journeys/",)
# The last is the head of what gzip packs: the time follows.
UNSTEADY = ("frozenset(", "set(", " object at 0x", "<function ", "\\x1f\\x8b\\x08")


class Whole(LoadScopeScheduling):
    """Gives a process whole modules, in the order in which they stand."""

    def _split_scope(self, nodeid):
        folder = next(filter(nodeid.startswith, TOGETHER), None)
        return folder or nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False
    return Whole(config, log)


def pytest_collection_modifyitems(items):
    unsteady = [item.nodeid for item in items if any(word in item.nodeid for word in UNSTEADY)]
    if unsteady:
        raise pytest.UsageError(f"named otherwise in each process, so xdist stops: {unsteady[:3]}")
    items.sort(key=lambda item: rank(item.nodeid))


def rank(nodeid):
    found = (place for place, folder in enumerate(LONG) if nodeid.startswith(folder))
    return next(found, len(LONG))
