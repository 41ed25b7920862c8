"""The one source of time; tests move it."""

from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_offset = timedelta(0)
_frozen = None


def now():
    """The current moment, aware, in UTC."""
    return _frozen or datetime.now(timezone.utc) + _offset


def today(zone):
    """The calendar day in the named zone (D28: the tenant's zone decides dates)."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def travelled(to=None, **by):
    """Shift the clock to a moment, or by a timedelta's arguments; it goes on ticking."""
    global _offset
    before = _offset
    _offset = (to - datetime.now(timezone.utc)) if to else before + timedelta(**by)
    try:
        yield
    finally:
        _offset = before


@contextmanager
def frozen(at):
    """Stop the clock at a moment, for rules that hold to the second."""
    global _frozen
    before, _frozen = _frozen, at
    try:
        yield
    finally:
        _frozen = before
