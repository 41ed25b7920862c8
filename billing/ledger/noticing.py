"""Which invoices want a mail now (D27); days are the tenant's (D28).

Only what is recent: nobody is mailed about bills that came over from another system, and what a
stopped scheduler missed by some days is made up for.
"""

from datetime import timedelta

from sqlalchemy import exists, select

from billing.ledger.attempt import AttemptShare
from billing.ledger.invoice import OPEN, Invoice
from billing.ledger.money_notice import POSTED, MoneyNotice, reminder
from billing.people.customer import Customer
from config.database import db

NEW = timedelta(days=3)  # since the invoice's date
LATE = 2  # days by which a reminder may be late
MOST = 500  # in one scan; the next one finds the rest


def posted(today):
    """Invoices of these days that no mail was written about, drafts and reversed ones apart."""
    return db.session.scalars(
        unnoticed(POSTED)
        .where(Invoice.status.in_((*OPEN, "Paid")), Invoice.invoice_date > today - NEW)
        .order_by(Invoice.invoice_date, Invoice.invoice_id)
    ).all()


def reminded(days, later, today):
    """Invoices open since so many days after the due date, and not since the `later` reminder's.

    Not those that a payment is under way for; before the due date neither those that Autopay will
    pay, nor those made on the very day.
    """
    latest = today - timedelta(days=days)
    earliest = latest - timedelta(days=min(LATE, later - days - 1))
    query = (
        unnoticed(reminder(days))
        .where(Invoice.status.in_(OPEN), Invoice.balance > 0, ~under_way())
        .where(Invoice.due_date.between(earliest, latest))
        .order_by(Invoice.due_date, Invoice.invoice_id)
    )
    if days <= 0:
        query = query.where(Invoice.invoice_date < today, ~autopaid())
    return db.session.scalars(query).all()


def unnoticed(kind):
    noticed = exists().where(MoneyNotice.invoice_id == Invoice.invoice_id,
                             MoneyNotice.tenant_id == Invoice.tenant_id, MoneyNotice.kind == kind)
    return select(Invoice).where(~noticed).limit(MOST)


def under_way():
    return exists().where(AttemptShare.invoice_id == Invoice.invoice_id,
                          AttemptShare.tenant_id == Invoice.tenant_id, AttemptShare.open)


def autopaid():
    return exists().where(Customer.customer_id == Invoice.customer_id,
                          Customer.tenant_id == Invoice.tenant_id, Customer.auto_pay)
