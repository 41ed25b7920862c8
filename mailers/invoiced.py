"""What the letters about an invoice say of it (M11, M12)."""

from sqlalchemy import select

from billing.ledger.invoice import Invoice
from billing.people.customer import Customer  # noqa: F401 - an invoice's customer, found by name
from config import formats, languages
from config.database import db
from mailers import company
from mailers.reader import reader
from mailers.withdrawn import Withdrawn

SHOWN = ("Posted", "Partially Paid", "Paid")


def find(mail):
    """The invoice, as long as customers see it; raises Withdrawn."""
    invoice = db.session.scalar(
        select(Invoice).where(Invoice.invoice_id == mail.subject_ids["invoice_id"])
    )
    if invoice is None or invoice.status not in SHOWN:
        raise Withdrawn("The invoice has vanished, is a draft or was reversed.")
    return invoice


def facts(mail, invoice):
    """The context of every letter about the invoice."""
    return {
        "contact": reader(mail, invoice.customer_id),
        "customer": {"name": invoice.customer.name},
        "invoice": described(invoice),
        "login_url": company.url("/portal/login"),
    }


def described(invoice):
    return {
        "invoice_id": invoice.invoice_id,
        "date": day(invoice.invoice_date),
        "due_date": day(invoice.due_date),
        "amount": money(invoice.invoice_amount, invoice),
        "balance": money(invoice.balance, invoice),
        "payment_terms": invoice.payment_terms,
    }


def day(value):
    return formats.day(value, languages.locale())


def money(amount, invoice):
    return formats.money(amount, invoice.currency, languages.locale())
