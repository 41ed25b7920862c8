"""What was counted towards an invoice, and what a payment or credit was counted towards."""

from types import SimpleNamespace

from flask_babel import gettext as _
from sqlalchemy import select

from billing.ledger.allocation import Allocation
from billing.tables.payments import LOOKS
from config.database import db


def sources(invoice_id):
    """(payments, credits) of an invoice, as its page lists them."""
    found = db.session.scalars(
        select(Allocation)
        .where(Allocation.invoice_id == invoice_id)
        .order_by(Allocation.allocation_id)
    ).all()
    payments = [paid(each, each.payment) for each in found if each.payment_id]
    credits = [credited(each, each.credit) for each in found if each.credit_id]
    return payments, credits


def paid(allocation, payment):
    """A parent's payment of its child's invoice counts, but its number is the parent's (D23)."""
    own = payment.customer_id == allocation.invoice.customer_id
    return SimpleNamespace(
        href=own and f"/portal/payments/{payment.payment_id}",
        payment_id=payment.payment_id if own else "",
        date=payment.payment_date,
        amount=allocation.amount,
        status_word=_(payment.status),
        status_css=LOOKS[payment.status],
    )


def credited(allocation, credit):
    return SimpleNamespace(
        href=f"/portal/credits/{credit.credit_id}",
        credit_id=credit.credit_id,
        date=credit.credit_date,
        amount=allocation.amount,
    )


def targets(record):
    """The invoices that a payment or credit was counted towards."""
    return [
        SimpleNamespace(
            href=f"/portal/invoices/{each.invoice_id}",
            invoice_id=each.invoice_id,
            amount=each.amount,
        )
        for each in record.allocations
    ]
