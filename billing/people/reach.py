"""Which customers a portal user gets to: both gates must be open (D2)."""

from sqlalchemy import select

from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db


def reachable(user):
    """The customers within the user's reach, by name; the same rule as open_portal_visit."""
    return db.session.scalars(
        select(Customer)
        .join(Contact, Contact.customer_id == Customer.customer_id)
        .where(Contact.portal_user_id == user.portal_user_id, Contact.access == "Enabled")
        .where(Contact.portal_allowed, Customer.portal_enabled, Customer.status == "Active")
        .order_by(Customer.name)
        .distinct()
    ).all()


def reaches(user, customer_id):
    """Whether the user gets to this customer now."""
    return any(customer.customer_id == customer_id for customer in reachable(user))
