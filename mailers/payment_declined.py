"""“Payment Declined”: why, and where to try again (M9)."""

from billing.ledger import one_time
from mailers import company, invoice, paid
from mailers.mail import Mail

TEMPLATE = "payment_declined"


def write(payment, recipient):
    """Queue the letter about the payment to the address of whoever tried to pay."""
    return Mail.write(TEMPLATE, recipient, payment_id=payment.payment_id)


def context(mail):
    guests = one_time.invoice_of(mail.subject_ids["payment_id"])
    again = invoice.links(guests)["pay_now_url"] if guests else company.url("/portal/payments/new")
    return paid.facts(mail) | {"action_url": again}
