"""“Access Granted”: where to sign in (A4, A5)."""

from sqlalchemy import select

from billing.people.contact import Contact
from billing.people.customer import Customer  # noqa: F401 - a contact's customer is found by name
from config.database import db
from mailers import company
from mailers.mail import Mail
from mailers.reader import person
from mailers.withdrawn import Withdrawn

TEMPLATE = "access_granted"


def write(contact):
    """Queue the news to the contact."""
    return Mail.write(TEMPLATE, contact.email, contact_id=contact.contact_id)


def context(mail):
    contact = db.session.scalar(
        select(Contact).where(Contact.contact_id == mail.subject_ids["contact_id"])
    )
    if contact is None or contact.access == "Disabled" or contact.email != mail.recipient:
        raise Withdrawn("The contact was disabled or has another address.")
    return {
        "contact": person(contact.display_name, contact.email),
        "customer": {"name": contact.customer.name},
        "login_url": company.url("/portal/login"),
    }
