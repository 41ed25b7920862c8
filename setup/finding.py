"""Records found through their owner; 404 for a neighbour's, as for one that does not exist."""

from sqlalchemy import select

from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db


def customer_of_ours(customer_id):
    """The company's own customer."""
    return db.first_or_404(select(Customer).where(Customer.customer_id == customer_id))


def contact_of(customer_id, contact_id):
    """A contact of that customer."""
    return customer_of_ours(customer_id).find(Contact, contact_id)
