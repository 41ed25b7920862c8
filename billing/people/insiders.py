"""The portal users who get in as things stand: both gates open to at least one contact (D2)."""

from sqlalchemy import func, select

from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db


def count():
    """How many people would lose access if the company closed its portal (S2)."""
    inside = (
        select(func.count(Contact.portal_user_id.distinct()))
        .join(Customer, Contact.customer)
        .where(Contact.access == "Enabled", Contact.portal_allowed, Customer.portal_enabled)
    )
    return db.session.scalar(inside)
