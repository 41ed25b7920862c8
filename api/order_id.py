"""One order to a gateway for one Idempotency-Key, however often it is sent, and whoever dies (M6).

The key decides the id under which the order is kept, and by which the gateway knows it: beside the
answer that is replayed (see once), the ledger itself refuses to begin it twice.
"""

import uuid

from flask import abort, g, request

from api.once import NAME, lasting

ORDERS = uuid.UUID("6a5b4a0e-53c1-5b0a-9c6b-0a3f1d8e7c21")  # made at random


def orders(name):
    """Mark a view that sends an order, which is looked at again by the field of that name: it
    commits while it works, and is not called without a key.
    """

    def marked(view):
        view.order = name
        return lasting(view)

    return marked


def order_id(kind):
    """The id of the order of that kind; 400 where the call has no key. Nobody foresees it."""
    key = request.headers.get(NAME)
    if not key:
        abort(400, f"Send an {NAME}: money moves once for each, however often it is sent.")
    return uuid.uuid5(ORDERS, f"{g.api_key.token_hash.hex()} {kind} {key}")
