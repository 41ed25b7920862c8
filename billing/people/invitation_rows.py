"""Many invitations in one call, and what becomes of each of them (I3, A3, A10).

A row names a customer, whose billing contact is meant, or a contact. Its fate is `invited`,
`granted` where the address has a login already (A5), `duplicate` where a row before has named the
same contact, or `refused`, with the rule that stands against it.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from billing.people import access, dry_run
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from billing.people.refusal import Refused
from config.database import db

INVITED, GRANTED, DUPLICATE, REFUSED = OUTCOMES = ("invited", "granted", "duplicate", "refused")
NO_CUSTOMER = _("There is no such customer.")
NO_CONTACT = _("There is no such contact.")
TWICE = _("Named by another row of this call already.")


@dataclass
class Fate:
    """Of the row at `position`, counted from 0; `reason` is a sentence, or ""."""

    position: int
    customer_id: str | None
    contact_id: str | None
    outcome: str
    reason: str = ""


def foreseen(rows):
    """A Fate for each row, as it would be now; nothing is changed. In five statements."""
    pairs, seen = list(named(rows)), set()
    expected = iter(dry_run.expected_of([pair for pair in pairs if pair[0]]))
    return [fate(position, row, next(expected) if pair[0] else None, seen)
            for position, (row, pair) in enumerate(zip(rows, pairs, strict=True))]


def named(rows):
    """(customer, contact) of each row, each None where there is none."""
    ids = {row.get("contact_id") for row in rows}
    contacts = {one.contact_id: one for one in db.session.scalars(
        select(Contact).where(Contact.contact_id.in_(ids - {None})))}
    wanted = {row.get("customer_id") for row in rows} - {None}
    query = select(Customer).where(
        Customer.customer_id.in_(wanted | {one.customer_id for one in contacts.values()}))
    customers = {one.customer_id: one for one in db.session.scalars(
        query.options(selectinload(Customer.contacts)))}
    for row in rows:
        contact = contacts.get(row.get("contact_id"))
        if contact:
            yield customers[contact.customer_id], contact
        else:
            customer = customers.get(row.get("customer_id"))
            yield customer, customer and dry_run.addressee(customer)


def fate(position, row, expected, seen):
    if expected is None:
        reason = NO_CONTACT if row.get("contact_id") else NO_CUSTOMER
        return Fate(position, row.get("customer_id"), row.get("contact_id"), REFUSED, str(reason))
    contact = expected.contact
    told = Fate(position, expected.customer.customer_id, contact and contact.contact_id, REFUSED,
                expected.reason)
    if contact and contact.contact_id in seen:
        told.outcome, told.reason = DUPLICATE, str(TWICE)
    elif not expected.reason:
        told.outcome = GRANTED if expected.login else INVITED
    seen.add(told.contact_id)
    return told


def invite(rows):
    """(fates, letters): all that is foreseen to be good, invited; the rules are asked again then.

    As access.invite does it one by one, by some statements for all. Rows are locked customer by
    customer, so that two calls cannot wait for each other.
    """
    fates = foreseen(rows)
    good = {each.contact_id: each for each in fates if each.outcome in (INVITED, GRANTED)}
    contacts = held(good)
    logins = {one.email: one for one in db.session.scalars(
        select(PortalUser).where(PortalUser.email.in_({one.email for one in contacts})))}
    for contact in contacts:
        admit(contact, logins.get(contact.email), good[contact.contact_id])
    invited = [one for one in contacts if good[one.contact_id].outcome == INVITED]
    granted = [one for one in contacts if good[one.contact_id].outcome == GRANTED]
    return fates, [*PortalLink.issue_all("invitation", invited), *granted]


def held(contact_ids):
    """The contacts as they are now, locked in one order."""
    query = select(Contact).where(Contact.contact_id.in_(contact_ids))
    ordered = query.order_by(Contact.customer_id, Contact.contact_id).with_for_update()
    whole = ordered.options(selectinload(Contact.customer))
    return db.session.scalars(whole.execution_options(populate_existing=True)).all()


def admit(contact, login, told):
    """Let in whom no rule forbids; the fate says what has become of it."""
    try:
        dry_run.refuse_needless(contact.customer, contact)
        access.admit(contact, login)
    except Refused as refused:
        told.outcome, told.reason = REFUSED, str(refused)
    else:
        told.outcome = GRANTED if contact.access == "Enabled" else INVITED
