"""Who of many would be invited, and why the others would not; nothing is changed (A10)."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from billing.people import refusal
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_user import PortalUser
from billing.people.refusal import Refused
from config.database import db

GONE = _("The customer does not exist any more.")


class HasAccess(Refused):
    text = _("'%(contact)s' has portal access already.")


@dataclass(frozen=True)
class Expected:
    """What would become of one customer; `reason` is why it is not invited, or ""."""

    customer: Customer
    contact: Contact | None
    reason: str
    login: bool


def expected(customers):
    """One Expected for each customer, its contacts being loaded; in one further statement."""
    return expected_of([(one, addressee(one)) for one in customers])


def expected_of(pairs):
    """One Expected for each (customer, contact to be invited, or None where nobody is)."""
    logins = confirmed({contact.email for _, contact in pairs if contact})
    parents = named({one.parent_customer for one, _ in pairs if one.bill_to_parent})
    return [
        Expected(customer, contact, why_not(customer, contact, parents),
                 bool(contact) and contact.email in logins)
        for customer, contact in pairs
    ]


def addressee(customer):
    """The billing contact among the contacts that are loaded already, or None."""
    wanted = customer.billing_contact_id
    return next((one for one in customer.contacts if one.contact_id == wanted), None)


def confirmed(addresses):
    """Those of the addresses that have a login already: they get “Access Granted” (A5)."""
    query = select(PortalUser.email).where(PortalUser.email.in_(addresses))
    return set(db.session.scalars(query.where(PortalUser.confirmed_at.is_not(None))))


def named(customer_ids):
    """The names of the parents, by id."""
    query = select(Customer.customer_id, Customer.name)
    rows = db.session.execute(query.where(Customer.customer_id.in_(customer_ids - {None})))
    return {row.customer_id: row.name for row in rows}


def why_not(customer, contact, parents):
    """The first rule that stands against it, as a sentence, or ""."""
    for reason in reasons(customer, contact, parents):
        if reason:
            return str(reason)
    return ""


def reasons(customer, contact, parents):
    if customer.bill_to_parent and customer.parent_customer:
        parent = parents[customer.parent_customer]
        yield refusal.BilledToParent(customer=customer.name, parent=parent)
    else:
        yield refusal.customer_refusal(customer)
    if contact is None:
        yield refusal.NoBillingContact(customer=customer.name)
        return
    yield needless(customer, contact)
    yield refusal.contact_refusal(contact)


def needless(customer, contact):
    """Who is in already, or was shut out on purpose, is not invited by a press on many."""
    if contact.access == "Disabled":
        return refusal.AccessDisabled(contact=contact.display_name)
    if contact.access == "Enabled" and customer.portal_enabled:
        return HasAccess(contact=contact.display_name)
    return None


def refuse_needless(customer, contact):
    """Raises Refused where an invitation of the contact, if there is one, would be of no use."""
    refused = contact and needless(customer, contact)
    if refused:
        raise refused
