"""State folders that last as long as the services in them."""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "portico-throwaway-"


def folder():
    """A new one, in which the database's user may pass; removes those of killed processes."""
    for old in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if abandoned(old):
            shutil.rmtree(old, ignore_errors=True)
    fresh = tempfile.mkdtemp(prefix=PREFIX)
    os.chmod(fresh, 0o711)  # nosec B103
    return fresh


def abandoned(old):
    """Whether it is ours and nobody's in use; another run may be removing it at this moment."""
    try:
        if old.stat().st_uid != os.getuid():
            return False
        with open(old / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False
