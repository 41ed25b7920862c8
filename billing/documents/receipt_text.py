"""A payment as the words and figures of its receipt."""

from flask_babel import gettext as _

from billing.documents.invoice_text import buyer, edition, some
from billing.documents.seller import seller
from billing.people.customer import Customer
from config.database import db
from config.languages import day, money


def written(payment, site):
    """The ReceiptDocument of a record, in the reader's language."""
    customer = db.session.get(Customer, (payment.tenant_id, payment.customer_id))
    return {
        "seller": seller(site),
        "buyer": buyer(customer),
        "payment_id": payment.payment_id,
        "payment_date": day(payment.payment_date),
        "payment_method": payment.payment_method,
        "reference_number": payment.reference_number,
        "status": _(payment.status),
        "state": payment.status,
        **edition(payment, site),
        "notes": payment.notes,
        "currency": payment.currency,
        "amount": money(payment.payment_amount, payment.currency),
        "applied": some(payment.applied_amount - payment.kept, payment.currency),
        "kept": some(payment.kept, payment.currency),
        "unapplied": some(payment.unapplied_amount, payment.currency),
        "refunded": some(payment.refunded_amount, payment.currency),
        "invoices": [part(each, payment.currency) for each in payment.allocations],
    }


def part(allocation, currency):
    return {
        "invoice_id": allocation.invoice_id,
        "invoice_date": day(allocation.invoice.invoice_date),
        "due_date": day(allocation.invoice.due_date),
        "amount": money(allocation.amount, currency),
    }
