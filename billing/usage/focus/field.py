"""The values in a FOCUS row: what is missing, exact decimals, days and months in UTC."""

import re
from datetime import datetime, timezone
from decimal import Decimal

from billing.imports.refused import Refused

MISSING = ("", "NULL")
NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{0,40})?([eE][+-]?\d{1,2})?", re.ASCII)


def present(row):
    """The columns that say something, by name, without spaces around their values."""
    bare = ((name, value.strip()) for name, value in row.items())
    return {name: value for name, value in bare if value not in MISSING}


def text(row, *names):
    """The first of the columns that is present, else an empty text."""
    return next((row[name] for name in names if name in row), "")


def needed(row, name):
    """The column's text; raises Refused when it is missing."""
    value = text(row, name)
    if not value:
        raise Refused(f"{name} is missing")
    return value


def decimal(row, name):
    """The exact decimal, or None when it is missing; raises Refused."""
    value = text(row, name)
    if not value:
        return None
    if not NUMBER.fullmatch(value):
        raise Refused(f"{name} is not a number: {short(value)}")
    return Decimal(value)


def moment(row, name):
    """The time in UTC, which is what a time without offset means; raises Refused."""
    value = needed(row, name)
    try:
        time = datetime.fromisoformat(value)
        return time.astimezone(timezone.utc) if time.tzinfo else time.replace(tzinfo=timezone.utc)
    except (ValueError, OverflowError) as error:
        raise Refused(f"{name} is not a time: {short(value)}") from error


def short(value):
    return f"“{value[:40]}…”" if len(value) > 40 else f"“{value}”"


def storable(value):
    """The text itself; raises Refused for what a database's text cannot hold."""
    if "\0" in value or "\\u0000" in value:
        raise Refused("holds a NUL character")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Refused("is not in UTF-8") from error
    return value
