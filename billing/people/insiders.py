"""The portal users who get in as things stand: both gates open to at least one contact (D2)."""

from sqlalchemy import func, select

from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_user import PortalUser, PortalVisit
from config.database import db
from config.tally import bounded
from tenants.staff import StaffVisit


def count():
    """How many people would lose access if the company closed its portal (S2), to the bound."""
    open_gates = (
        select(Contact.contact_id)
        .join(Customer, Contact.customer)
        .where(Contact.portal_user_id == PortalUser.portal_user_id)
        .where(Contact.access == "Enabled", Contact.portal_allowed, Customer.portal_enabled,
               Customer.status == "Active")
    )
    return db.session.scalar(bounded(
        select(PortalUser.portal_user_id).where(open_gates.exists())))


def of(customer):
    """How many of its people get in, or are invited, once the account's gate is open."""
    return db.session.scalar(select(func.count()).where(
        Contact.customer_id == customer.customer_id, Contact.portal_allowed,
        Contact.access.in_(("Enabled", "Pending"))))


def signed_in():
    """How many people, users of the portal and staff, are signed in somewhere now; to the bound."""
    visits = ((PortalVisit, PortalVisit.portal_user_id), (StaffVisit, StaffVisit.staff_id))
    return sum(db.session.scalar(bounded(select(key).where(kind.running()).distinct()))
               for kind, key in visits)
