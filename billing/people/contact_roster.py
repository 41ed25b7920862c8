"""The contacts of a customer as its company's staff list them, in pages, by name (A9)."""

from typing import NamedTuple

from sqlalchemy import or_, select, tuple_

from billing.people.contact import Contact
from billing.tables import cursor
from config.database import db

PAGE = 25
PLACE = (Contact.display_name, Contact.contact_id)


class ContactRoster(NamedTuple):
    """One page; `newer` and `older` are cursors to the pages beside it, or ""."""

    contacts: list
    newer: str
    older: str


def page(customer, q="", after="", before=""):
    """The page beside a cursor, of those that match; raises cursor.BadCursor, ValueError."""
    upwards = bool(before and not after)
    place = after or before
    name, key, _position = cursor.unpack(place, cursor.TEXT) if place else (None, None, 0)
    found = db.session.scalars(listed(customer, q, place and (name, key), upwards)).all()
    more, contacts = len(found) > PAGE, found[:PAGE][:: -1 if upwards else 1]
    return ContactRoster(
        contacts=contacts,
        newer=edge(contacts, 0, after or (upwards and more)),
        older=edge(contacts, -1, upwards or more),
    )


def listed(customer, q, beside, upwards):
    """One more than a page holds, which tells whether there are more."""
    query = own(customer).where(matching(q)).limit(PAGE + 1)
    if beside:
        query = query.where(tuple_(*PLACE) < beside if upwards else tuple_(*PLACE) > beside)
    return query.order_by(*(column.desc() if upwards else column for column in PLACE))


def own(customer):
    return select(Contact).where(Contact.customer_id == customer.customer_id)


def matching(q):
    """SQL for: the text stands in the name, the address or the id."""
    if "\0" in q:
        raise ValueError("NUL")
    columns = (Contact.display_name, Contact.email, Contact.contact_id)
    return or_(*(column.icontains(q, autoescape=True) for column in columns))


def edge(contacts, index, wanted):
    if not (wanted and contacts):
        return ""
    contact = contacts[index]
    return cursor.pack(contact.display_name, contact.contact_id, 0)


def to_choose(customer):
    """(contacts a form offers, the one who gets the bills among them; whether there are more)."""
    query = own(customer).where(Contact.erased_at.is_(None)).order_by(*PLACE).limit(PAGE + 1)
    found = db.session.scalars(query).all()
    offered, now = found[:PAGE], customer.billing_contact
    if now and not now.erased_at and now not in offered:
        offered = [now, *offered]
    return offered, len(found) > PAGE
