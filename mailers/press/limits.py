"""What one job may use; the kernel holds it to that, whatever the template does."""

import os
import resource
import signal
from pathlib import Path

PROCESSOR_SECONDS = 1
WALL_SECONDS = 5  # a busy machine is no reason to lose an innocent mail
NICENESS = 10  # pages and payments come first
MEMORY = 96 * 1024 * 1024  # bytes on top of what the press has already mapped


def impose():
    """Every one of these ends the process, or raises in it, without our code having to run."""
    ceiling(resource.RLIMIT_AS, mapped() + MEMORY)
    ceiling(resource.RLIMIT_CPU, PROCESSOR_SECONDS)
    ceiling(resource.RLIMIT_CORE, 0)
    ceiling(resource.RLIMIT_FSIZE, 0)
    ceiling(resource.RLIMIT_NOFILE, 0)  # opens no file and no socket: the line is open already
    os.nice(NICENESS)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)


def ceiling(what, most):
    resource.setrlimit(what, (most, most))


def mapped():
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
