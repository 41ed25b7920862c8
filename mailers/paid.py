"""What the letters about a payment say of it (M9)."""

from flask_babel import gettext as _
from sqlalchemy import select

from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.credit import Credit  # noqa: F401 - what is kept of a payment, found by name
from billing.ledger.payment import Payment
from billing.people.customer import Customer  # noqa: F401 - a payment's customer, found by name
from config import formats, languages
from config.database import db
from mailers import company
from mailers.reader import reader
from mailers.withdrawn import Withdrawn


def facts(mail, payment_id=None):
    """The context of every letter about the payment, by default the one that the mail names.

    Raises Withdrawn when it has vanished.
    """
    key = payment_id or mail.subject_ids["payment_id"]
    payment = db.session.scalar(select(Payment).where(Payment.payment_id == key))
    if payment is None:
        raise Withdrawn("The payment has vanished.")
    return {
        "contact": reader(mail, payment.customer_id),
        "customer": {"name": payment.customer.name},
        "payment": described(payment),
        "action_url": company.url(f"/portal/payments/{payment.payment_id}"),
    }


def described(payment):
    return {
        "payment_id": payment.payment_id,
        "amount": money(payment.payment_amount, payment),
        "date": formats.day(payment.payment_date, languages.locale()),
        "method": payment.payment_method,
        "kept": money(payment.kept, payment) if payment.kept else "",
        "failure_reason": _(payment.failure_reason),
        "invoices": [
            {"invoice_id": share.invoice_id, "amount": money(share.amount, payment)}
            for share in payment.allocations or intended(payment)
        ],
    }


def intended(payment):
    """What it was to pay, for a payment that has not arrived, or never will."""
    return db.session.scalars(
        select(AttemptShare)
        .join(PaymentAttempt, PaymentAttempt.attempt_id == AttemptShare.attempt_id)
        .where(PaymentAttempt.payment_id == payment.payment_id, AttemptShare.amount > 0)
        .order_by(AttemptShare.invoice_id)
    ).all()


def money(amount, payment):
    return formats.money(amount, payment.currency, languages.locale())
