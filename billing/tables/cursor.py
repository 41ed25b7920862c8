"""Where a page begins: the sort value and id of the row beside it, and its position."""

import base64
import binascii
import json
from datetime import date, datetime
from decimal import Decimal

READERS = {
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "n": Decimal,
    "i": int,
    "s": str,
    "b": lambda text: text == "True",
}
KINDS = ((bool, "b"), (datetime, "m"), (date, "d"), (Decimal, "n"), (int, "i"))


class BadCursor(ValueError):
    """The address does not name a page."""


def pack(value, key, position):
    """An opaque word for an address; anyone may make one, it opens only their own records."""
    kind = next((mark for known, mark in KINDS if isinstance(value, known)), "s")
    text = json.dumps([kind, str(value), key, position], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unpack(word):
    """(sort value, id, position); raises BadCursor."""
    try:
        padded = word + "=" * (-len(word) % 4)
        kind, text, key, position = json.loads(base64.urlsafe_b64decode(padded))
        return READERS[kind](text), str(key), int(position)
    except (ValueError, KeyError, TypeError, ArithmeticError, binascii.Error) as error:
        raise BadCursor(word) from error
