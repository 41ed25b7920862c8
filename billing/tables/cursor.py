"""Where a page begins: the sort value and id of the row beside it, and its position."""

import base64
import json
from datetime import date, datetime
from decimal import Decimal

from config import seal

sealed = seal.sealed
DIGITS = 1000
DEEP = RecursionError  # brackets in brackets
BROKEN = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError, DEEP)


def written(text):
    """The text as the database can hold it; raises ValueError for a NUL or half a character."""
    text.encode()
    if "\0" in text:
        raise ValueError("NUL")
    return text


def number(text):
    """A number of a size that the database knows; raises ValueError and ArithmeticError."""
    value = Decimal(text)
    if not value.is_finite() or max(abs(value.adjusted()), -value.as_tuple().exponent) > DIGITS:
        raise ValueError("size")
    return value


READERS = {
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "n": number,
    "i": int,
    "s": written,
    "b": lambda text: text == "True",
}
KINDS = ((bool, "b"), (datetime, "m"), (date, "d"), (Decimal, "n"), (int, "i"))
TEXT = "s"


class BadCursor(ValueError):
    """The address does not name a page."""


def pack(value, key, position, *ties):
    """An opaque word for an address; anyone may make one, it opens only their own records."""
    further = [part for tie in ties for part in told(tie)]
    text = json.dumps([*told(value), key, position, *further], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def opened(word):
    """A cursor that was sealed; raises BadCursor for one that somebody made."""
    try:
        return seal.opened(word)
    except BROKEN as error:
        raise BadCursor(word) from error


def told(value):
    return next((mark for known, mark in KINDS if isinstance(value, known)), TEXT), str(value)


def unpack(word, wanted=None, ties=()):
    """(sort value, id, position, *ties); raises BadCursor, also when the values are not of the
    kinds wanted.

    Anyone can make a cursor, and the database would choke on a word that is compared with a day.
    """
    try:
        padded = word + "=" * (-len(word) % 4)
        kind, text, key, position, *more = json.loads(base64.urlsafe_b64decode(padded))
        if kind != (wanted or kind) or more[::2] != list(ties):
            raise BadCursor(word)
        further = (READERS[mark](each) for mark, each in zip(ties, more[1::2], strict=True))
        return READERS[kind](text), written(key), int(position), *further
    except BROKEN as error:
        raise BadCursor(word) from error
