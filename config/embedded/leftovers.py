"""Processes that a killed launcher left behind, known by id and start time."""

import os
import signal
import time
from pathlib import Path

FILE = "processes.json"
PATIENCE = 20  # seconds


def remember(state, processes):
    running = {process.name: identity(process.popen.pid) for process in processes}
    state.write(FILE, running)


def identity(pid):
    return [pid, started(pid)]


def started(pid):
    """When the process started, in the kernel's ticks since boot; None when it runs no more."""
    fields = status(pid)
    return None if fields is None or fields[0] == "Z" else fields[19]


def session(leader):
    """The processes of a session, whether or not its leader still runs."""
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if (fields := status(pid)) and fields[3] == str(leader)]


def status(pid):
    """The fields of /proc/PID/stat after the name; None when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None


def end(state):
    """Ends what an earlier launcher of this folder started and did not end itself.

    Their kernel has told them to end already; this waits, and kills what does not.
    """
    left = [pid for pid, since in state.read(FILE).values() if since and started(pid) == since]
    for pid in left:
        os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    while any(map(started, left)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in filter(started, left):
        os.killpg(pid, signal.SIGKILL)
    state.forget(FILE)
