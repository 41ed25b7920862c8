"""The mail log as staff read it (S15): the newest first, each mail's state, and its letter."""

import uuid

from sqlalchemy import select

from billing.people.wished import Wished
from config.database import db
from mailers.mail import Mail
from mailers.mail_state import in_state

MOST = 500  # sent again at one press


class Wish(Wished):
    """The log's filter, as an address asks for it."""

    FIELDS = ("q", "state", "template", "from", "to")
    NEWEST = (Mail.created_date, Mail.mail_id)
    key_of = uuid.UUID

    def failed(self):
        """Those of the wish that never arrived, locked, the oldest first; at most so many."""
        query = self.query().where(Mail.state == "failed").order_by(Mail.created_date)
        return db.session.scalars(query.limit(MOST).with_for_update(skip_locked=True)).all()

    def query(self):
        query, asked = select(Mail).where(*self.within_days()), self.fields
        if asked["q"]:
            query = query.where(Mail.recipient.icontains(asked["q"], autoescape=True))
        if asked["template"]:
            query = query.where(Mail.template == asked["template"])
        if asked["state"]:
            query = query.where(in_state(asked["state"]))
        return query
