"""“Confirm Autopay”: the bank wants the payer to confirm an automatic payment (M5, D26)."""

import uuid

from sqlalchemy import select

from billing.ledger import pay_now
from billing.ledger.attempt import PaymentAttempt
from config.database import db
from mailers import company, paid
from mailers.mail import Mail
from mailers.reader import reader
from mailers.withdrawn import Withdrawn

TEMPLATE = "autopay_confirm"
HOURS = 24


def write(attempt, recipient):
    """Queue the question; it leads to the attempt's page, and from there to the bank's, also for a
    reader who has no login (M10).
    """
    return Mail.write(TEMPLATE, recipient, attempt_id=str(attempt.attempt_id))


def context(mail):
    key = uuid.UUID(mail.subject_ids["attempt_id"])
    attempt = db.session.scalar(select(PaymentAttempt).where(PaymentAttempt.attempt_id == key))
    if attempt is None or attempt.state != "action required":
        raise Withdrawn("The payment has been confirmed or has ended.")
    invoice = attempt.shares[0].invoice
    return {
        "contact": reader(mail, attempt.customer_id),
        "customer": {"name": attempt.customer.name},
        "payment": described(attempt),
        "valid_hours": HOURS,
        "action_url": company.url(pay_now.path_of(invoice, attempt.attempt_id)),
    }


def described(attempt):
    return {
        "amount": paid.money(attempt.amount, attempt),
        "method": attempt.method.label,
        "invoices": [{"invoice_id": each.invoice_id, "amount": paid.money(each.amount, attempt)}
                     for each in attempt.shares],
    }
