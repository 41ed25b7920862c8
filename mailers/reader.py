"""Who gets a letter, by the name that the company keeps for them."""

from sqlalchemy import select

from billing.people.contact import Contact
from config.database import db


def reader(mail, customer_id=None):
    """Name and address; the contact of that customer first, where several share the address."""
    contact = db.session.scalar(
        select(Contact)
        .where(Contact.email == mail.recipient)
        .order_by((Contact.customer_id == customer_id).desc(), Contact.contact_id)
        .limit(1)
    )
    return person(contact.display_name if contact else mail.recipient, mail.recipient)


def person(name, email):
    return {"display_name": name, "email": email}
