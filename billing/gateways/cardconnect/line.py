"""Single exchanges with the CardPointe Gateway; never repeated.

It gives up on the card network after 32 seconds
(https://developer.cardpointe.com/guides/cardpointe-gateway, "Handling Timed-out Transactions"), so
we listen longer than that.
"""

import base64
import json
from urllib.parse import quote, urlencode

from billing.gateways.wire import Answer, NotSent, Unanswered, Wire

__all__ = ["Line", "NotSent", "TurnedAway", "Unanswered"]

# https://integrate.clover.com/developers/gateway-response-codes, "HTTP Errors": unreadable request,
# wrong credentials. Neither gets past the door.
DOOR = frozenset({400, 401})
NOTHING_SETTLED = b"Null batches"


class TurnedAway(Exception):
    """At the door: nothing was done."""


class Line:
    """To a merchant account, at `address` instead of its site in tests; times in seconds."""

    def __init__(self, credentials, address=None, connect_seconds=5, read_seconds=40):
        pair = f"{credentials.username}:{credentials.password}".encode()
        headers = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
        url = f"{address or credentials.origin}/cardconnect/rest"
        self.wire = Wire(url, headers, connect_seconds, read_seconds, read)

    def get(self, *parts, **query):
        """What is told about something; raises NotSent, TurnedAway or Unanswered, as `put`."""
        path = "/" + "/".join(quote(part, safe="") for part in parts)
        return self.told("GET", f"{path}?{urlencode(query)}" if query else path)

    def put(self, endpoint, order):
        return self.told("PUT", f"/{endpoint}", order)

    def delete(self, *parts):
        return self.told("DELETE", "/" + "/".join(quote(part, safe="") for part in parts))

    def told(self, verb, path, order=None):
        answer = self.wire.exchange(verb, path, order)
        if answer.status in DOOR:
            raise TurnedAway(f"status {answer.status}")
        if answer.status != 200:
            raise Unanswered(f"status {answer.status}")
        return answer.body


def read(status, content):
    """A JSON object or list below 500; the door's answer whatever it holds; no batches as none."""
    if status in DOOR:
        return Answer(status, {})
    if status == 200 and content.strip() == NOTHING_SETTLED:
        return Answer(status, [])
    body = json.loads(content)
    if status >= 500 or not isinstance(body, dict | list):
        raise ValueError(f"status {status}")
    return Answer(status, body)
