"""The customers of a company as its staff list them, in pages that all cost the same."""

from dataclasses import dataclass

from sqlalchemy import and_, select, tuple_
from sqlalchemy.orm import aliased

from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.tables import cursor
from config.database import db
from config.tally import COUNTED, bounded

PAGE = 25
BILLING = aliased(Contact)


@dataclass(frozen=True)
class Roster:
    """One page; `newer` and `older` are cursors to the pages beside it.

    `contacts` are the customers' billing contacts, None where there is none.
    """

    customers: list
    contacts: list
    count: int
    first: int
    newer: str
    older: str

    @property
    def last(self):
        return self.first + len(self.customers) - 1


def page(wish, after="", before=""):
    """The page beside a cursor, of those wished for; raises cursor.BadCursor."""
    upwards = bool(before and not after)
    place = after or before
    value, key, position = cursor.unpack(place, cursor.TEXT) if place else ("", "", 0)
    found = db.session.execute(listed(wish, (value, key) if position else None, upwards)).all()
    more, rows = len(found) > PAGE, found[:PAGE][:: -1 if upwards else 1]
    customers = [customer for customer, _ in rows]
    first = max(1, position - len(customers)) if upwards else position + 1
    return Roster(
        customers=customers,
        contacts=[contact for _, contact in rows],
        count=count(wish),
        first=first,
        newer=edge(wish, customers, 0, first, after or (upwards and more)),
        older=edge(wish, customers, -1, first + len(customers) - 1, upwards or more),
    )


def listed(wish, beside, upwards):
    """One more than a page holds, which tells whether there are more."""
    place = tuple_(wish.column, Customer.customer_id)
    falling = wish.backwards != upwards
    order = [column.desc() if falling else column for column in place.clauses]
    query = select(Customer, BILLING).outerjoin(BILLING, and_(
        BILLING.contact_id == Customer.billing_contact_id,
        BILLING.customer_id == Customer.customer_id))
    query = wish.narrowed(query).order_by(*order).limit(PAGE + 1)
    if beside:
        query = query.where(place < beside if falling else place > beside)
    return query


def count(wish, most=COUNTED):
    """How many there are, counted no further than one beyond the bound."""
    return db.session.scalar(bounded(wish.narrowed(select(Customer.customer_id)), most))


def edge(wish, customers, index, position, wanted):
    if not (wanted and customers):
        return ""
    customer = customers[index]
    return cursor.pack(getattr(customer, wish.column.key), customer.customer_id, position)
