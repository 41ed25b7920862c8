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

NEW = timedelta(days=3)  # since it was posted; where that is not known, since the invoice's date
OLD = timedelta(days=92)  # since the invoice's date: history, whenever it was posted
PIECE = 500  # invoices in one transaction
LATE = 2  # days by which a reminder may be late


def posted(today):
    """Invoices posted in these days that no mail was written about, drafts and reversed ones apart;
    in pieces.
    """
    late = (Invoice.posted_on > today - NEW) & (Invoice.invoice_date > today - OLD)
    return pieces(
        unnoticed(POSTED)
        .where(Invoice.status.in_((*OPEN, "Paid")), (Invoice.invoice_date > today - NEW) | late)
    )


def reminded(days, later, today):
    """Invoices open since so many days after the due date, and not since the `later` reminder's; in
    pieces.

    Not those that a payment is under way for; before the due date neither those that Autopay will
    pay, nor those made on the very day.
    """
    latest = today - timedelta(days=days)
    earliest = latest - timedelta(days=min(LATE, later - days - 1))
    query = (
        unnoticed(reminder(days))
        .where(Invoice.status.in_(OPEN), Invoice.balance > 0, ~under_way())
        .where(Invoice.due_date.between(earliest, latest))
    )
    if days <= 0:
        query = query.where(Invoice.invoice_date < today, ~autopaid())
    return pieces(query)


def pieces(query):
    """All of them, some at a time, so that the caller may commit in between: whoever cannot be
    mailed keeps nobody else from it.
    """
    after = ""
    while found := db.session.scalars(
        query.where(Invoice.invoice_id > after).order_by(Invoice.invoice_id).limit(PIECE)
    ).all():
        after = found[-1].invoice_id
        yield found


def unnoticed(kind):
    noticed = exists().where(MoneyNotice.invoice_id == Invoice.invoice_id,
                             MoneyNotice.tenant_id == Invoice.tenant_id, MoneyNotice.kind == kind)
    return select(Invoice).where(~noticed)


def under_way():
    return exists().where(AttemptShare.invoice_id == Invoice.invoice_id,
                          AttemptShare.tenant_id == Invoice.tenant_id, AttemptShare.open)


def autopaid():
    return exists().where(Customer.customer_id == Invoice.customer_id,
                          Customer.tenant_id == Invoice.tenant_id, Customer.auto_pay)
