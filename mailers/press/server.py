"""The press itself: forks a child for each job that arrives, until its last client has gone."""

import gc
import json
import os
import signal
import socket
import sys
import traceback

from mailers.press import job, limits


def serve(control):
    """Single-threaded on purpose, which is what makes it safe to fork from."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches clients; we leave with them
    gc.freeze()
    while fds := arrivals(control):
        for fd in fds:
            with socket.socket(fileno=fd) as line:
                fork(control, line)


def arrivals(control):
    return socket.recv_fds(control, 16, 1)[1]


def fork(control, line):
    try:
        child = os.fork()
    except OSError:
        return  # the client finds its line closed, and the mail is tried again later
    if child == 0:
        control.close()
        work(line)


def work(line):
    """In the child: read the job, answer it, and never return."""
    try:
        limits.impose()
        line.sendall(json.dumps(job.perform(json.loads(read_all(line)))).encode())
    except BaseException as error:  # noqa: BLE001 - told without its message: it may hold data
        print(
            type(error).__name__,
            *traceback.format_tb(error.__traceback__),
            file=sys.stderr,
        )
    finally:
        os._exit(0)


def read_all(line):
    return b"".join(iter(lambda: line.recv(65536), b""))


if __name__ == "__main__":
    job.rehearse()
    serve(socket.socket(fileno=int(sys.argv[1])))
