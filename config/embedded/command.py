"""A command that runs to its end, in a session of its own."""

import ctypes
import signal
import subprocess

from config.embedded import leftovers

PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


def run(command, **options):
    """Its exit code, output and errors; takes its own children along when interrupted."""
    popen = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM), **options)
    try:
        output, errors = popen.communicate()
        return popen.returncode, output, errors
    except BaseException:
        kill_session(popen.pid)
        popen.wait()
        raise


def die_with_parent(farewell):
    """For subprocess' preexec_fn: the kernel sends that signal when the starting thread dies."""
    def ask():
        if hasattr(libc, "prctl"):
            libc.prctl(PR_SET_PDEATHSIG, farewell)
    return ask


def kill_session(leader):
    for pid in leftovers.session(leader):
        leftovers.signal_to(pid, signal.SIGKILL)
