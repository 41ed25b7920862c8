"""The audit log as staff read it (S13): the newest first, in pages that all cost the same."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import g
from sqlalchemy import Text, cast, or_, select, tuple_

from billing.tables import cursor
from billing.tables.filters.days import day
from config.database import db
from tenants.audit_entry import AuditEntry

PAGE = 50
BATCH = 500
MOST = 100_000  # lines of one file
FIELDS = ("from", "to", "person", "verb", "kind", "record", "customer", "q")
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Page:
    """`older` is a cursor to the next page, or ""."""

    entries: list
    older: str


class Wish:
    """What the log is held to, as an address asks for it; `mistaken` names days that are none."""

    def __init__(self, arguments):
        self.fields = {name: arguments.get(name, "").strip() for name in FIELDS}
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
        found = self.beside(cursor.unpack(before, "m", ())[:2] if before else None, PAGE + 1)
        last = found[PAGE - 1] if len(found) > PAGE else None
        return Page(found[:PAGE], pack(last) if last else "")

    def all(self):
        """Every line, to be read once; memory holds one batch, and no transaction stays open."""
        place, left = None, MOST
        while batch := self.beside(place, min(BATCH, left)):
            yield from batch
            left -= len(batch)
            place = batch[-1].happened_at, str(batch[-1].audit_entry_id)
            db.session.rollback()

    def beside(self, place, most):
        key = tuple_(AuditEntry.happened_at, AuditEntry.audit_entry_id)
        query = select(AuditEntry).where(*self.conditions())
        if place:
            query = query.where(key < (place[0], number(place[1])))
        newest = (AuditEntry.happened_at.desc(), AuditEntry.audit_entry_id.desc())
        return db.session.scalars(query.order_by(*newest).limit(most)).all() if most else []

    def conditions(self):
        asked, line = self.fields, AuditEntry
        same = {"verb": line.verb, "kind": line.record_kind, "record": line.record_id,
                "customer": line.customer_id}
        yield from (column == asked[name] for name, column in same.items() if asked[name])
        if self.days.get("from"):
            yield line.happened_at >= midnight(self.days["from"])
        if self.days.get("to"):
            yield line.happened_at < midnight(self.days["to"] + A_DAY)
        if asked["person"]:
            yield holds((line.actor, line.actor_id), asked["person"])
        if asked["q"]:
            yield holds((line.actor, line.record_id, line.customer_id, line.address,
                         cast(line.changes, Text), cast(line.facts, Text)), asked["q"])


def holds(columns, word):
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def midnight(value):
    return datetime.combine(value, time(), ZoneInfo(g.tenant.time_zone))


def pack(entry):
    return cursor.pack(entry.happened_at, str(entry.audit_entry_id), 0)


def number(text):
    """Raises BadCursor for what is no id that the database could have given."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise cursor.BadCursor(text)
    return int(text)


def find(entry_id):
    """One line; 404 for a neighbour's, as for none."""
    return db.first_or_404(select(AuditEntry).where(AuditEntry.audit_entry_id == entry_id))
