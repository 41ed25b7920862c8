"""A call to an address that a company typed: whom it reaches is checked, and how long it takes.

The name is looked up once for each call and the connection is made to the address that was checked,
so that a name which changes its mind in between leads nowhere else. A redirect is an answer like
any other and never followed. Nothing that the other side does takes longer than SECONDS, or more
memory than the headers that http.client allows and MOST bytes of an answer.
"""

import socket
import ssl
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Thread, Timer
from typing import NamedTuple
from urllib.parse import urlsplit

from config.networks import reachable
from config.strangers import StrangersAnswer

SECONDS = 10  # from the first byte sent to the last one read
PATIENCE = 5  # seconds for a name server, and for a connection
FEW = 3  # addresses of one name that are tried
MOST = 4_096  # bytes of an answer that are looked at


class NotAllowed(Exception):
    """The name stands, also, for an address inside a network that is nobody else's business."""


class NoAnswer(Exception):
    """It is not there, does not speak HTTP, or takes too long: one of name, connection, tls and
    answer, and behind a colon what the system says of it.
    """


class Answer(NamedTuple):
    status: int
    text: str


def post(address, headers, body, networks=()):
    """The Answer; raises NotAllowed or NoAnswer. `networks` may be called besides public ones."""
    url = urlsplit(address)
    secure = url.scheme == "https"
    places = checked(url.hostname, url.port or (443 if secure else 80), networks)
    with cut_off(connected(places, url.hostname if secure else None)) as (wire, over):
        connection = (HTTPSConnection if secure else HTTPConnection)(url.hostname, url.port)
        connection.sock, connection.response_class = wire, StrangersAnswer
        response = answered(connection, url, headers, body)
        if over.is_set():  # http.client takes what came before the end for the whole
            raise NoAnswer("answer: TimeoutError")
        return Answer(response.status, beginning(response))


def answered(connection, url, headers, body):
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    try:
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        connection.request("POST", path, body, {**headers, "Connection": "close"})
        return connection.getresponse()
    except ssl.SSLError as error:
        raise NoAnswer(f"tls: {error.reason or type(error).__name__}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(f"answer: {type(error).__name__}") from error


def beginning(response):
    """Of the answer's text; its status counts even where the rest never comes."""
    try:
        return response.read(MOST).decode(errors="replace")
    except (OSError, HTTPException, ValueError):
        return ""


def checked(host, port, networks):
    """The (family, address) pairs that the name stands for, every one of them allowed."""
    places = looked_up(host, port)
    if not all(reachable(where[0], networks) for _, where in places):
        raise NotAllowed(host)
    return places[:FEW]


def looked_up(host, port):
    """In a thread of its own: a name server may keep silent for longer than anybody waits."""
    found = []

    def ask():
        with suppress(OSError, UnicodeError):
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    if not found:
        raise NoAnswer("name")
    return [(family, where) for family, _, _, _, where in list(found)]


def connected(places, name):
    """A socket to the first that answers; with TLS, its handshake still to come, where named."""
    trouble = None
    for family, where in places:
        wire = socket.socket(family, socket.SOCK_STREAM)
        wire.settimeout(PATIENCE)
        try:
            wire.connect(where)
        except OSError as error:
            wire.close()
            trouble = error
        else:
            return in_tls(wire, name) if name else wire
    raise NoAnswer(f"connection: {type(trouble).__name__}") from trouble


def in_tls(wire, name):
    """The certificate has to be that of the name, though the address was looked up by us."""
    context = ssl.create_default_context()
    return context.wrap_socket(wire, server_hostname=name, do_handshake_on_connect=False)


@contextmanager
def cut_off(wire):
    """(the connection, an event), both over after SECONDS however busily the other side drips."""
    wire.settimeout(SECONDS)
    over = Event()
    timer = Timer(SECONDS, shut, [wire, over])
    timer.daemon = True
    timer.start()
    try:
        yield wire, over
    finally:
        timer.cancel()
        wire.close()


def shut(wire, over):
    over.set()
    with suppress(OSError):
        socket.socket.shutdown(wire, socket.SHUT_RDWR)
