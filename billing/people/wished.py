"""What a log is held to, as an address asks for it, and its pages, that all cost the same."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import g
from sqlalchemy import tuple_

from billing.tables import cursor
from billing.tables.filters.days import day
from config.database import db

PAGE = 50
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Page:
    """Rows, the newest first; `older` is a cursor to the next page, or ""."""

    rows: list
    older: str


class Wished:
    """A kind of log says its FIELDS, which of them are days and which columns its order is by.

    `mistaken` names days that are none.
    """

    FIELDS = ()
    NEWEST = ()  # the moment's column and the key's

    def __init__(self, arguments):
        self.fields = {name: arguments.get(name, "").strip() for name in self.FIELDS}
        self.mistaken, self.days = [], {}
        for name in ("from", "to"):
            try:
                self.days[name] = self.fields[name] and day(self.fields[name])
            except ValueError:
                self.mistaken.append(name)

    @property
    def arguments(self):
        return [(name, value) for name, value in self.fields.items() if value]

    def page(self, before=""):
        """The page behind a cursor, or the newest; raises cursor.BadCursor."""
        found = self.beside(unpack(before, self.key_of), PAGE + 1)
        last = found[PAGE - 1] if len(found) > PAGE else None
        return Page(found[:PAGE], pack(*self.place_of(last)) if last else "")

    def beside(self, place, most):
        """So many rows older than a place, or the newest where that is None."""
        query = self.query()
        if place:
            query = query.where(tuple_(*self.NEWEST) < place)
        newest = [column.desc() for column in self.NEWEST]
        return db.session.scalars(query.order_by(*newest).limit(most)).all() if most else []

    def place_of(self, row):
        return tuple(getattr(row, column.key) for column in self.NEWEST)

    def within_days(self):
        """Conditions that hold the log to the days, in the tenant's zone."""
        moment = self.NEWEST[0]
        if self.days.get("from"):
            yield moment >= midnight(self.days["from"])
        if self.days.get("to"):
            yield moment < midnight(self.days["to"] + A_DAY)


def midnight(value):
    return datetime.combine(value, time(), ZoneInfo(g.tenant.time_zone))


def pack(moment, key):
    return cursor.pack(moment, str(key), 0)


def unpack(before, key_of):
    """(moment, key) of a cursor, None of none; raises cursor.BadCursor."""
    if not before:
        return None
    moment, key, _position = cursor.unpack(before, "m")
    try:
        return moment, key_of(key)
    except ValueError as error:
        raise cursor.BadCursor(before) from error
