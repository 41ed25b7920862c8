"""“Payment Receipt”: a payment has arrived (M9)."""

from mailers import paid
from mailers.mail import Mail

TEMPLATE = "payment_receipt"


def write(payment, recipient):
    """Queue the letter about the payment to the address of whoever paid."""
    return Mail.write(TEMPLATE, recipient, payment_id=payment.payment_id)


def write_external(payment):
    """The same to the billing contact, about what came in outside of any gateway (M13); None where
    the customer has no such contact with an address.
    """
    contact = payment.customer.billing_contact
    return write(payment, contact.email) if contact and contact.email else None


def context(mail):
    return paid.facts(mail)
