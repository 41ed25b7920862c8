"""What staff read on a page, and what is due by mail."""

import re
from html import unescape

from sqlalchemy import select

from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from mailers.mail import Mail


def text(answer, status=200):
    """The page as it is written, without entities; its status is as expected."""
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def messages(visitor, answer):
    """The notes on the page that an answer leads to."""
    assert answer.status_code == 302
    page = text(visitor.get(answer.location))
    return [
        re.sub(r"<[^>]+>", "", note).strip()
        for note in re.findall(r'<div class="note[^>]*>(.*?)</div></div>', page, re.DOTALL)
    ]


def contact(contact_id):
    return db.session.scalar(select(Contact).where(Contact.contact_id == contact_id))


def customer(customer_id):
    return db.session.scalar(select(Customer).where(Customer.customer_id == customer_id))


def state(cast, contact_id, tenant_id=None):
    """A contact's access and its account's gate, as stored."""
    with cast.within(tenant_id):
        person = contact(contact_id)
        return person.access, person.customer.portal_enabled


def due(cast):
    """The mails that wait, oldest first: (template, recipient)."""
    with cast.within():
        query = select(Mail.template, Mail.recipient).order_by(Mail.created_date)
        rows = db.session.execute(query)
        return [tuple(row) for row in rows]


def change(cast, contact_id, **values):
    with cast.within():
        person = contact(contact_id)
        for name, value in values.items():
            setattr(person, name, value)
        db.session.commit()


def change_customer(cast, customer_id, **values):
    with cast.within():
        account = customer(customer_id)
        for name, value in values.items():
            setattr(account, name, value)
        db.session.commit()
