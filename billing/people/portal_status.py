"""Portal Status of accounts by the database: to filter by, and of a page's customers (A8, D2).

The same as `Customer.portal_status`, without loading the people of an account, who may be many.
"""

from sqlalchemy import and_, case, exists, not_, or_, select
from sqlalchemy.orm import aliased

from billing.people.contact import KNOWN, Contact
from billing.people.customer import Customer
from billing.people.portal_link import PortalLink
from config import clock
from config.database import db


def status_of(customer_ids):
    """{id: (Portal Status, whether nobody waits whose invitation still opens something)}."""
    states = case(*((each(), state) for state, each in STATUS.items() if state != "Expired"))
    query = select(Customer.customer_id, states, expired())
    rows = db.session.execute(query.where(Customer.customer_id.in_(customer_ids)))
    return {customer_id: (state, late) for customer_id, state, late in rows}


def someone(condition):
    """SQL for: it is so of a contact of the customer."""
    return exists().where(Contact.customer_id == Customer.customer_id, condition)


def inside(*states):
    """SQL for: a contact of the customer is in one of the states, and may use the portal."""
    return someone(and_(Contact.access.in_(states), Contact.portal_allowed))


def known():
    return someone(Contact.access.in_(KNOWN))


def gate():
    return and_(Customer.portal_enabled, Customer.status == "Active")


def not_invited():
    return and_(not_(known()), or_(gate(), not_(Customer.bill_to_parent)))


def disabled():
    shut = and_(not_(gate()), or_(known(), Customer.bill_to_parent))
    return or_(shut, and_(gate(), known(), not_(inside("Enabled", "Pending"))))


def pending():
    return and_(gate(), inside("Pending"), not_(inside("Enabled")))


def expired():
    """Pending, and no invitation of it opens anything any more."""
    good = someone(and_(Contact.access == "Pending", Contact.portal_allowed, not_(ran_out())))
    return and_(pending(), not_(good))


def ran_out():
    """SQL for: the contact's newest invitation was not used, and is over or revoked."""
    newer = aliased(PortalLink)
    later = exists().where(
        newer.contact_id == PortalLink.contact_id, newer.purpose == "invitation",
        newer.link_id > PortalLink.link_id,
    )
    return exists().where(
        PortalLink.contact_id == Contact.contact_id, PortalLink.purpose == "invitation",
        PortalLink.used_at.is_(None), not_(later),
        or_(PortalLink.revoked_at.is_not(None), PortalLink.expires_at <= clock.now()),
    )


STATUS = {
    "Not invited": not_invited,
    "Pending": pending,
    "Expired": expired,
    "Enabled": lambda: and_(gate(), inside("Enabled")),
    "Disabled": disabled,
}
