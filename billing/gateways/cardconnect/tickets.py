"""For whom a field was opened: the frame of the gateway does not know, so the page carries it.

A ticket goes out with the field and comes back with the token. A token that was entered for another
customer, in another tenant's portal, or an hour ago comes back with a ticket that does not fit.
"""

import base64
import hmac
from datetime import timedelta

from config import clock

LIFETIME = timedelta(hours=1)
TAG = 16  # bytes


def issue(key, account, customer_id, kinds):
    """A ticket under `key` (bytes, secret), good for LIFETIME."""
    moment = int(clock.now().timestamp())
    text = f"{moment}:{','.join(kinds)}".encode()
    return coded(text + tag(key, account, customer_id, text))


def kinds_of(key, account, customer_id, ticket):
    """The kinds it was issued for; raises ValueError when it is another customer's, or old."""
    whole = base64.urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4))
    text, sent = whole[:-TAG], whole[-TAG:]
    if not hmac.compare_digest(sent, tag(key, account, customer_id, text)):
        raise ValueError("not this customer's")
    moment, _, kinds = text.decode().partition(":")
    if clock.now().timestamp() - int(moment) > LIFETIME.total_seconds():
        raise ValueError("too old")
    return kinds.split(",")


def tag(key, account, customer_id, text):
    whole = b"\0".join([str(account).encode(), customer_id.encode(), text])
    return hmac.digest(key, whole, "sha256")[:TAG]


def coded(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
