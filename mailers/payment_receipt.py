"""“Payment Receipt”: a payment has arrived (M9)."""

from mailers import paid
from mailers.mail import Mail

TEMPLATE = "payment_receipt"


def write(payment, recipient):
    """Queue the letter about the payment to the address of whoever paid."""
    return Mail.write(TEMPLATE, recipient, payment_id=payment.payment_id)


def context(mail):
    return paid.facts(mail)
