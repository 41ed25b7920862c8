"""Hands jobs to the press, and starts it when it is not running.

The press is a fresh interpreter that has Liquid loaded and holds neither settings nor sockets of
ours. It forks a child for each job. A job travels on a socket pair made for it, one end of which
is passed to the press in a single message: threads and forked work-horses may share one press
without a lock. The press ends by itself when the last process holding the handle has gone.
"""

import json
import socket
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from config import turns

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 8  # seconds; the kernel ends the child of a job long before
LONGEST_ANSWER = 8 * 1024 * 1024

_starting = Lock()
_press = None


class Press(NamedTuple):
    """Whoever holds `control` keeps the process running."""

    control: socket.socket
    process: subprocess.Popen


class PressSilent(Exception):
    """The child of this job ended without an answer: it was killed, or the press was."""


def ask(job):
    """The press's answer to a job, both plain JSON; raises PressSilent when there is none."""
    turns.leave()
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            hand_over(theirs)
        ours.settimeout(PATIENCE)
        return converse(ours, json.dumps(job, allow_nan=False).encode())


def start():
    """The press, started if there is none yet; processes forked later share it."""
    global _press
    with _starting:
        if _press is None:
            _press = launch()
        return _press


def hand_over(line):
    press = start()
    try:
        socket.send_fds(press.control, [b"job"], [line.fileno()])
    except (BrokenPipeError, ConnectionResetError):
        forget(press)
        socket.send_fds(start().control, [b"job"], [line.fileno()])


def forget(press):
    """It was killed: the next job starts another."""
    global _press
    with _starting:
        if _press is press:
            _press = None
    press.control.close()
    press.process.poll()


def launch():
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "mailers.press.server", str(theirs.fileno())],
            cwd=ROOT,
            env={"LANG": "C.UTF-8"},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    return Press(ours, process)


def converse(line, request):
    try:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        return json.loads(read_all(line))
    except (OSError, ValueError) as error:
        raise PressSilent from error


def read_all(line):
    answer = bytearray()
    while piece := line.recv(65536):
        answer += piece
        if len(answer) > LONGEST_ANSWER:
            raise ValueError("the answer does not end")
    return answer
