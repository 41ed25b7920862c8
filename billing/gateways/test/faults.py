"""Trouble on demand: for a number that asks for it, or for the next calls of a test."""

import select
import socket
import time
from dataclasses import dataclass
from threading import Lock

from werkzeug.exceptions import InternalServerError
from werkzeug.wrappers import Response

HOLD_SECONDS = 120
SLOW_SECONDS = 5


@dataclass
class Fault:
    """`trouble` for the next `calls` of `operation`, before or after the work is done."""

    trouble: str
    when: str = "before"
    operation: str = "charge"
    calls: int = 1
    account: str = ""

    def __post_init__(self):
        if self.trouble not in TROUBLES or self.when not in ("before", "after"):
            raise ValueError(f"no such fault: {self.trouble} {self.when}")


class Faults:
    """Those set by tests; forgotten when the process ends."""

    def __init__(self):
        self.lock = Lock()
        self.waiting = []

    def set(self, fault):
        with self.lock:
            self.waiting.append(fault)

    def clear(self, account):
        with self.lock:
            self.waiting = [fault for fault in self.waiting if fault.account != account]

    def take(self, account, operation):
        """The fault that this call shall meet, or None."""
        with self.lock:
            for fault in self.waiting:
                if (fault.account, fault.operation) == (account, operation) and fault.calls > 0:
                    fault.calls -= 1
                    return fault
        return None


def troubled(fault, connection, work):
    """Do the work and answer it, with the fault before or after; `fault` may be None."""
    spoiled = strike(fault, "before", connection)
    if spoiled is not None:
        return spoiled
    answer = work()
    return strike(fault, "after", connection) or answer


def strike(fault, moment, connection):
    if fault and fault.trouble and fault.when == moment:
        return TROUBLES[fault.trouble](connection)
    return None


def hold(connection):
    """Say nothing until the caller gives up."""
    select.select([connection], [], [], HOLD_SECONDS)
    return cut(connection)


def cut(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    return Response(status=500)


def fail(connection):
    raise InternalServerError


def garble(connection):
    return Response('{"state": "appro', mimetype="application/json")


def wait(connection):
    time.sleep(SLOW_SECONDS)


TROUBLES = {"timeout": hold, "error": fail, "cut": cut, "garbled": garble, "slow": wait}
