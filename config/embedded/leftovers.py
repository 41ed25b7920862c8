"""Processes that a killed launcher left behind, known by id and start time."""

import contextlib
import os
import signal
import time
from pathlib import Path

FILE = "processes.json"
PATIENCE = 20  # seconds


def remember(state, processes):
    leaders = [(process.popen.pid, started(process.popen.pid)) for process in processes]
    state.write(FILE, {"boot": boot(), "leaders": leaders})


def boot():
    """Which run of the machine this is, since a later one counts processes anew."""
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text() if path.exists() else None


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
    left = list(known(state.read(FILE)))
    for pid in left:
        signal_to(pid, signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    while any(map(started, left)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in filter(started, left):
        signal_to(pid, signal.SIGKILL)
    state.forget(FILE)


def known(record):
    """What still runs of the recorded sessions; a number is not given anew while one does."""
    for leader, since in record.get("leaders", ()) if record.get("boot") == boot() else ():
        if started(leader) in (None, since):
            yield from session(leader)


def signal_to(pid, number):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
