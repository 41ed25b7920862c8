"""Usage events out of JSON, ten thousand in some hundredths of a second (I5).

What is plainly right is taken at the speed of C. What is not is judged by the record's own shape,
which says what is wrong with it, as with any other record.
"""

import io
import json
import re
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Annotated, Literal

import msgspec
from marshmallow import ValidationError
from msgspec import Meta, Raw, Struct

from billing.record import ID
from billing.shape_own import DEEPEST, LARGEST
from billing.usage import event_card
from billing.usage.usage_event_shape import LONGEST, MOST, STATES, UsageEventShape

FEW = 10  # faults of one that are told
SHAPE = UsageEventShape()
UNREADABLE = "This is no JSON, or holds a text or number that nothing can keep."
BRACES = ord("{")
# What JSON may say and the database may not keep, or not tell in as few signs, or Python not read
# again: a NUL, and numbers of any size.
DOUBTFUL = re.compile(
    rb"\\u0000|[:\[,]\s*-?(?:\d{400}|\d[\d.]*[eE][+-]?0*[1-9]\d)")


class NoJSON(ValueError):
    """The body is not what it says it is."""


class TooMany(Exception):
    """More than MOST; none of them was looked at."""


class Event(Struct, forbid_unknown_fields=True):
    """One as it came; `properties` stay the text that they came as, with each digit."""

    event_id: Annotated[str, Meta(max_length=64)]
    customer_id: Annotated[str, Meta(min_length=1, max_length=64)]
    event_type: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    occurred_at: Annotated[datetime, Meta(tz=True)]
    source: Annotated[str, Meta(max_length=LONGEST)] = ""
    status: Literal[STATES] = "Received"
    properties: Raw = Raw(b"{}")


class Owned(Struct):
    """Of an event the properties alone."""

    properties: Raw = Raw(b"{}")


whole = msgspec.json.Decoder(list[Event])
parts = msgspec.json.Decoder(list[Raw])
one, owned = msgspec.json.Decoder(Event), msgspec.json.Decoder(Owned)


def read(body):
    """Of a JSON array each element: an Event, or the ValidationError that it is refused for.

    Raises NoJSON and TooMany.
    """
    return judged(body, whole.decode, msgspec.ValidationError, parts.decode)


def read_lines(body):
    """The same of JSON lines; empty ones are none."""
    return judged(body, one.decode_lines, (msgspec.DecodeError, RecursionError), lines)


def lines(body):
    return list(islice((line for line in io.BytesIO(body) if line.strip()), MOST + 1))


def judged(body, decode, mistaken, taken_apart):
    """Raises NoJSON where it cannot be taken apart either."""
    try:
        body.decode()
        events = all_plain(body, decode, mistaken)
        if events is not None:
            return few_enough(events)
        return [alone(bytes(part)) for part in few_enough(taken_apart(body))]
    except (ValueError, RecursionError) as error:
        raise NoJSON from error


def few_enough(events):
    if len(events) > MOST:
        raise TooMany
    return events


def all_plain(body, decode, mistaken):
    """The Events, or None where there is one to be looked at by itself."""
    try:
        events = decode(body)
    except mistaken:
        return None
    return events if len(events) > MOST or all(map(plain, events)) else None


def plain(event):
    """Whether nothing can be wrong with it; the shape looks at what is not plain."""
    properties = bytes(event.properties)
    return (ID.fullmatch(event.event_id) is not None and 1900 < event.occurred_at.year < 2999
            and event.event_type.isprintable() and event.source.isprintable()
            and event.customer_id.isprintable()
            and properties[0] == BRACES and len(properties) <= LARGEST
            and properties.count(b"{") + properties.count(b"[") <= DEEPEST
            and not DOUBTFUL.search(properties) and not event_card.held(event, properties))


def alone(text):
    """The Event as the shape reads it, or what it refuses."""
    try:
        return plainly(text) or shaped(text)
    except ValidationError as error:
        return ValidationError(dict(islice(error.normalized_messages().items(), FEW)))
    except (ValueError, ArithmeticError, RecursionError):
        return ValidationError(UNREADABLE)


def plainly(text):
    """The Event, or None where it is not plain."""
    try:
        event = one.decode(text)
    except msgspec.DecodeError:
        return None
    return event if plain(event) else None


def shaped(text):
    fields = SHAPE.load(json.loads(text, parse_float=Decimal, parse_constant=float))
    return Event(**{**fields, "properties": owned.decode(text).properties})
