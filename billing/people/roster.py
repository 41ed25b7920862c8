"""The customers of a company as its staff list them: by name, in pages that all cost the same."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.orm import selectinload

from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.tables import cursor
from config.database import db

PAGE = 25
COUNTED = 1000


@dataclass(frozen=True)
class Roster:
    """One page with its contacts; `newer` and `older` are cursors to the pages beside it."""

    customers: list
    count: int
    first: int
    newer: str
    older: str

    @property
    def last(self):
        return self.first + len(self.customers) - 1


def page(q="", after="", before=""):
    """The page beside a cursor, of those found or of all; raises cursor.BadCursor."""
    backwards = bool(before and not after)
    place = after or before
    name, key, position = cursor.unpack(place, cursor.TEXT) if place else ("", "", 0)
    found = db.session.scalars(listed(q, (name, key) if position else None, backwards)).all()
    more, customers = len(found) > PAGE, found[:PAGE][:: -1 if backwards else 1]
    first = max(1, position - len(customers)) if backwards else position + 1
    return Roster(
        customers=customers,
        count=db.session.scalar(counted(q)),
        first=first,
        newer=edge(customers, 0, first, after or (backwards and more)),
        older=edge(customers, -1, first + len(customers) - 1, backwards or more),
    )


def listed(q, beside, backwards):
    """One more than a page holds, which tells whether there are more."""
    place = tuple_(Customer.name, Customer.customer_id)
    order = (Customer.name.desc(), Customer.customer_id.desc()) if backwards else place.clauses
    query = matching(select(Customer), q).order_by(*order).limit(PAGE + 1)
    if beside:
        query = query.where(place < beside if backwards else place > beside)
    return query.options(selectinload(Customer.contacts))


def counted(q):
    """How many there are, counted no further than the bound."""
    bounded = matching(select(Customer.customer_id), q).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(bounded)


def matching(query, q):
    """By a part of name, id, or a contact's address."""
    if not q:
        return query
    written_to = select(Contact.customer_id).where(Contact.email.icontains(q, autoescape=True))
    return query.where(
        or_(
            Customer.name.icontains(q, autoescape=True),
            Customer.customer_id.icontains(q, autoescape=True),
            Customer.customer_id.in_(written_to),
        )
    )


def edge(customers, index, position, wanted):
    if not (wanted and customers):
        return ""
    customer = customers[index]
    return cursor.pack(customer.name, customer.customer_id, position)
