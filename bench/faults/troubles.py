"""What networks do to an exchange, each as a watch of a relay."""

import random
import threading

from bench.faults.relay import BACK, THERE

ERROR = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


class Trouble:
    """Spoils a share of all exchanges, each in one of the ways in which networks do."""

    def __init__(self, share, seed, fates=None):
        self.share, self.chance = share, random.Random(seed)  # noqa: S311
        self.fates, self.lock, self.met = fates or list(FATES), threading.Lock(), 0

    def __call__(self, line, way, chunk):
        if line.fate is None:
            line.fate = self.drawn()
        when, strike = FATES.get(line.fate, (None, None))
        return strike(line, chunk) if when == way else True

    def drawn(self):
        with self.lock:
            if self.chance.random() >= self.share:
                return ""
            self.met += 1
            return self.chance.choice(self.fates)


def cut(line, chunk):
    return False


def fail(line, chunk):
    line.caller.sendall(ERROR)
    return False


def swallow(line, chunk):
    """Nothing arrives, nothing is said, until the caller gives up."""
    while line.caller.recv(65536):
        pass
    return False


def keep_silent(line, chunk):
    """It was done; the caller is not told until it gives up."""
    line.over.wait()
    return False


def deliver_late(line, chunk):
    """The caller has given up by the time that the order arrives, which is carried out."""
    order = [chunk]
    while more := line.caller.recv(65536):
        order.append(more)
    line.called.sendall(b"".join(order))
    line.called.recv(65536)
    return False


FATES = {
    "cut before": (THERE, cut), "cut after": (BACK, cut),
    "error before": (THERE, fail), "error after": (BACK, fail),
    "silent before": (THERE, swallow), "silent after": (BACK, keep_silent),
    "late": (THERE, deliver_late),
}
SWIFT = ["cut before", "cut after", "error before", "error after"]
