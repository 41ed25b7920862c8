"""One exchange with a gateway over HTTP, never repeated, that tells how far it got.

A connection is opened for each exchange and nothing is written before it stands. That draws the
line that pooled connections blur: a failure before it certainly sent nothing, one after it may
have charged.
"""

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from config import turns

STANDING = {
    "Accept": "application/json",
    "Content-Type": "application/json",
    "Connection": "close",
}


class NotSent(Exception):
    """No connection: not one byte of the order left."""


class Unanswered(Exception):
    """The order may have arrived, and no answer came that can be trusted."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict | list


class Wire:
    """A gateway's address with the headers that every exchange carries; times in seconds.

    `read(status, content)` makes an Answer of what came, ValueError of what cannot be trusted; a
    gateway that answers otherwise than `understood` expects brings its own.
    """

    def __init__(self, url, headers, connect_seconds, read_seconds, read=None):
        self.url = urlsplit(url)
        self.headers = {**STANDING, **headers}
        self.connect_seconds = connect_seconds
        self.read_seconds = read_seconds
        self.read = read or understood

    def exchange(self, verb, path, order=None):
        """What was answered, as `read` takes it; else raises NotSent or Unanswered."""
        turns.leave()
        body = None if order is None else json.dumps(order).encode()
        connection = self.connected()
        try:
            connection.request(verb, self.url.path.rstrip("/") + path, body, self.headers)
            response = connection.getresponse()
            return self.read(response.status, response.read())
        except (OSError, HTTPException, ValueError, RecursionError) as error:
            raise Unanswered(f"{verb} {path}: {error!r}") from error
        finally:
            connection.close()

    def connected(self):
        secure = self.url.scheme == "https"
        kind = HTTPSConnection if secure else HTTPConnection
        connection = kind(self.url.hostname, self.url.port, timeout=self.connect_seconds)
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            raise NotSent(f"{self.url.netloc}: {error!r}") from error
        connection.sock.settimeout(self.read_seconds)
        return connection


def understood(status, content):
    """An answer below 500 with a JSON object."""
    body = json.loads(content)
    if status >= 500 or not isinstance(body, dict):
        raise ValueError(f"status {status}")
    return Answer(status, body)
