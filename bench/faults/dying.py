"""Processes: whose children they are, whether they live, and kill -9."""

import os
import signal
from contextlib import suppress
from pathlib import Path


def children(pid):
    with suppress(OSError):
        return [int(each) for each in
                Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def slay(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def alive(pid):
    """Whether it runs; one that nobody has buried does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False
