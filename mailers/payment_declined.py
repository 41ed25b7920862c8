"""“Payment Declined”: why, and where to try again (M9)."""

from mailers import company, paid
from mailers.mail import Mail

TEMPLATE = "payment_declined"


def write(payment, recipient):
    """Queue the letter about the payment to the address of whoever tried to pay."""
    return Mail.write(TEMPLATE, recipient, payment_id=payment.payment_id)


def context(mail):
    return paid.facts(mail) | {"action_url": company.url("/portal/payments/new")}
