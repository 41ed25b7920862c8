"""Trouble on demand between the fake and whoever asks it."""

import socket
import time
from dataclasses import dataclass

from werkzeug.wrappers import Response

PATIENCE = 30


@dataclass
class Fault:
    """For the next `calls` of an endpoint, `before` or `after` the work is done."""

    endpoint: str
    trouble: str
    when: str = "before"
    calls: int = 1


def error(connection):
    return Response("<html>Internal Server Error</html>", 500, mimetype="text/html")


def late(connection):
    """As a balancer in front of the gateway gives up: the guides name this status."""
    return Response("<html>Request Timeout</html>", 408, mimetype="text/html")


def garbage(connection):
    return Response('{"respstat": "A", "retref": "3430', mimetype="application/json")


def nonsense(connection):
    return Response('{"weather": "fine"}', mimetype="application/json")


def cut(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    return Response(status=500)


def hold(connection):
    """Nothing, until the caller has gone."""
    connection.settimeout(PATIENCE)
    try:
        connection.recv(1)
    except OSError:
        pass
    return cut(connection)


def slow(connection):
    time.sleep(0.05)


TROUBLES = {each.__name__: each for each in (error, late, garbage, nonsense, cut, hold, slow)}
# Those after which nobody knows what happened.
DEADLY = [name for name in TROUBLES if name != "slow"]
