"""Who gets a letter: by the name that the company keeps, in the language that they chose."""

from flask import g
from sqlalchemy import select

from billing.people.contact import Contact
from billing.people.portal_user import PortalUser
from config import languages
from config.database import db


def write_for(recipient):
    """Say everything in the reader's language and zone, or the company's (P19, D28)."""
    wishes = select(PortalUser.language, PortalUser.time_zone).where(PortalUser.email == recipient)
    language, g.moment_zone = db.session.execute(wishes).first() or (None, None)
    g.locale = languages.known(language, g.tenant.language)


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
