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
from config.languages import number
from setup.door import setup

MOST = 5_000


class Unfit(ValueError):
    """The selection is none, too large, or not what was looked at; the message says which."""


@dataclass(frozen=True)
class Selection:
    """Exactly one of `ids` and `wish` is there."""

    ids: frozenset
    wish: Wish | None

    @classmethod
    def of(cls, sent):
        """From a query or a form; raises Unfit when nothing is selected or too much."""
        if sent.get("all"):
            return cls(frozenset(), wished(sent)).bounded()
        ids = frozenset(sent.getlist("customer_id"))
        if not ids and request.method == "POST":
            abort(404)
        if not ids:
            raise Unfit(_("Select one or more customers first."))
        return cls(ids, None)

    def bounded(self):
        if roster.count(self.wish, MOST) > MOST:
            raise Unfit(_("At most %(most)s customers at once. Narrow the list by a filter.",
                          most=number(MOST)))
        return self

    @property
    def fields(self):
        """What a form must carry to name the same, as [(name, value)]."""
        if self.wish:
            return [("all", "1"), *self.wish.fields]
        return [("customer_id", each) for each in sorted(self.ids)]

    @property
    def address(self):
        return urlencode(self.fields)

    def customers(self, lock=False):
        """The customers with their contacts, locked in one order; 404 for one of another's."""
        query = select(Customer).order_by(Customer.customer_id)
        query = self.wish.narrowed(query) if self.wish else query.where(
            Customer.customer_id.in_(self.ids))
        if lock:
            query = query.with_for_update()
        found = db.session.scalars(query.options(selectinload(Customer.contacts))).all()
        if self.ids and len(found) != len(self.ids):
            abort(404)
        return found


def wished(sent):
    try:
        return Wish.of(sent)
    except ValueError:
        abort(404)


def agreed(found, sent):
    """The customers, if they are as many as the question said; raises Unfit."""
    if sent.get("all") and sent.get("expected") != str(len(found)):
        raise Unfit(_("The list has changed meanwhile. Please look at it again."))
    return found


@setup.errorhandler(Unfit)
def unfit(error):
    """Nothing was done; the question is asked again, or the list is shown."""
    db.session.rollback()
    flash(str(error), "error")
    wish = wished(request.values)
    return redirect(url_for("setup.customers", **dict(wish.fields)))
