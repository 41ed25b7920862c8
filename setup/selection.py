"""Which customers an action is about: those ticked, or all that a list's filter matches (A1).

All that match are named by the filter and by how many they were when the question was asked: where
their number is another by then, nothing is done. Who took another's place is not noticed.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from billing.people import roster
from billing.people.customer import Customer
from billing.people.wish import Wish
from config.database import db
from setup.door import setup

QUICK = 1_000  # customers that are done while the visitor waits; more are a worker's
MOST = 10_000_000  # that are counted


class Unfit(ValueError):
    """The selection is none, or not what was looked at; the message says which."""


@dataclass(frozen=True)
class Selection:
    """Exactly one of `ids` and `wish` is there."""

    ids: frozenset
    wish: Wish | None

    @classmethod
    def of(cls, sent):
        """From a query or a form; raises Unfit when nothing is selected."""
        if sent.get("all"):
            return cls(frozenset(), wished(sent))
        ids = frozenset(sent.getlist("customer_id"))
        if not ids and request.method == "POST":
            abort(404)
        if not ids:
            raise Unfit(_("Select one or more customers first."))
        return cls(ids, None)

    @property
    def count(self):
        """How many customers it is, exactly; as many as are named where they are ticked."""
        return roster.count(self.wish, MOST) if self.wish else len(self.ids)

    @property
    def large(self):
        """Whether it is more than is done while the visitor waits."""
        return self.wish is not None and roster.count(self.wish, QUICK) > QUICK

    @property
    def fields(self):
        """What a form must carry to name the same, as [(name, value)]."""
        if self.wish:
            return [("all", "1"), *self.wish.fields]
        return [("customer_id", each) for each in sorted(self.ids)]

    @property
    def address(self):
        return urlencode(self.fields)

    def narrowed(self, query):
        """The query of customers, held to those that are meant."""
        if self.wish:
            return self.wish.narrowed(query)
        return query.where(Customer.customer_id.in_(self.ids))

    def customers(self, lock=False, most=None):
        """The customers with their contacts, locked in one order; 404 for one of another's."""
        query = self.narrowed(select(Customer)).order_by(Customer.customer_id).limit(most)
        if lock:
            query = query.with_for_update()
        found = db.session.scalars(query.options(selectinload(Customer.contacts))).all()
        if self.ids and most is None and len(found) != len(self.ids):
            abort(404)
        return found


def wished(sent):
    try:
        return Wish.of(sent)
    except ValueError:
        abort(404)


def agree(count, sent):
    """Raises Unfit unless so many were named by the question."""
    if sent.get("all") and sent.get("expected") != str(count):
        raise Unfit(_("The list has changed meanwhile. Please look at it again."))


@setup.errorhandler(Unfit)
def unfit(error):
    """Nothing was done; the question is asked again, or the list is shown."""
    db.session.rollback()
    flash(str(error), "error")
    wish = wished(request.values)
    return redirect(url_for("setup.customers", **dict(wish.fields)))
