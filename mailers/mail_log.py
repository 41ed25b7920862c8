"""The mail log as staff read it (S15): the newest first, each mail's state, and its letter."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, tuple_

from billing.people.audit_log import midnight
from billing.tables import cursor
from billing.tables.filters.days import day
from config.database import db
from mailers.mail import Mail
from mailers.mail_state import in_state

PAGE = 50
MOST = 500  # sent again at one press
FIELDS = ("q", "state", "template", "from", "to")


@dataclass(frozen=True)
class Page:
    mails: list
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
        query = self.query()
        if before:
            moment, key, _position = cursor.unpack(before, "m")
            query = query.where(tuple_(Mail.created_date, Mail.mail_id) < (moment, cursor_id(key)))
        newest = (Mail.created_date.desc(), Mail.mail_id.desc())
        found = db.session.scalars(query.order_by(*newest).limit(PAGE + 1)).all()
        last = found[PAGE - 1] if len(found) > PAGE else None
        return Page(found[:PAGE], pack(last) if last else "")

    def failed(self):
        """Those of the wish that never arrived, locked, the oldest first; at most so many."""
        query = self.query().where(Mail.state == "failed").order_by(Mail.created_date)
        return db.session.scalars(query.limit(MOST).with_for_update(skip_locked=True)).all()

    def query(self):
        query, asked = select(Mail), self.fields
        if asked["q"]:
            query = query.where(Mail.recipient.icontains(asked["q"], autoescape=True))
        if asked["template"]:
            query = query.where(Mail.template == asked["template"])
        if asked["state"]:
            query = query.where(in_state(asked["state"]))
        if self.days.get("from"):
            query = query.where(Mail.created_date >= midnight(self.days["from"]))
        if self.days.get("to"):
            query = query.where(Mail.created_date < midnight(self.days["to"] + timedelta(days=1)))
        return query


def pack(mail):
    return cursor.pack(mail.created_date, str(mail.mail_id), 0)


def cursor_id(text):
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise cursor.BadCursor(text) from error
