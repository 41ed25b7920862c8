"""Which tests come first, and which stay on one process.

What takes longest begins first, so that all processes are busy to the end; a module whose fixture
is dear to set up is not torn apart, as each process would set it up again.
"""

import pytest

LONG = ("tests/journeys", "tests/guards", "tests/setup/commands", "tests/workers",
        "tests/config/embedded")
CHEAP = {"town"}


UNSTEADY = ("frozenset(", "set(", " object at 0x", "<function ")


def pytest_collection_modifyitems(items):
    unsteady = [item.nodeid for item in items if any(word in item.nodeid for word in UNSTEADY)]
    if unsteady:
        raise pytest.UsageError(f"named otherwise in each process, so xdist stops: {unsteady[:3]}")
    items.sort(key=lambda item: rank(item.nodeid))
    for item in items:
        if dear(item) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def rank(nodeid):
    found = (place for place, folder in enumerate(LONG) if nodeid.startswith(folder))
    return next(found, len(LONG))


def dear(item):
    """Whether it uses a fixture that is made once for its module."""
    made = getattr(item, "_fixtureinfo").name2fixturedefs
    return any(name not in CHEAP and found[-1].scope == "module" for name, found in made.items())
