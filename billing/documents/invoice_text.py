"""An invoice as the words and figures of its PDF: the same as the page shows."""

from flask_babel import gettext as _

from billing.documents.seller import seller
from billing.people.customer import Customer
from billing.tables.invoices import standing
from config import clock
from config.database import db
from config.languages import day, locale, money, number

LETTER_COUNTRIES = ("US", "USA", "United States", "CA", "Canada", "MX", "Mexico")


def written(invoice, site):
    """The InvoiceDocument of a record, in the reader's language."""
    customer = db.session.get(Customer, (invoice.tenant_id, invoice.customer_id))
    return {
        "seller": seller(site),
        "buyer": buyer(customer),
        "invoice_id": invoice.invoice_id,
        "invoice_date": day(invoice.invoice_date),
        "due_date": day(invoice.due_date),
        **standing_words(invoice, site),
        **edition(invoice, site),
        "payment_terms": invoice.payment_terms,
        "notes": invoice.notes,
        "currency": invoice.currency,
        "lines": [line(each, invoice.currency) for each in invoice.lines],
        **totals(invoice),
    }


def standing_words(invoice, site):
    word = standing(invoice.status, invoice.due_date, clock.today(site.time_zone))[0]
    return {"status": _(word), "state": word}


def edition(record, site):
    """Language, paper and date of the file; the same record gives the same bytes."""
    return {
        "language": locale(),
        "paper": "letter" if site.country in LETTER_COUNTRIES else "a4",
        "updated_date": record.updated_date.isoformat(),
    }


def buyer(customer):
    contact = customer.billing_contact
    return {
        "name": customer.name,
        "contact": contact.display_name if contact else "",
        "address": contact.address_lines if contact else [],
    }


def line(record, currency):
    return {
        "product_name": record.product_name,
        "description": record.description,
        "period": period(record),
        "quantity": " ".join(filter(None, (number(record.quantity), record.unit_of_measure))),
        "unit_price": number(record.unit_price),
        "amount": money(record.amount, currency),
    }


def period(record):
    return " – ".join(filter(None, (day(record.start_date), day(record.end_date))))


def totals(invoice):
    sums = {
        "subtotal": invoice.subtotal,
        "tax": invoice.invoice_tax,
        "total": invoice.invoice_amount,
        "paid": invoice.paid_amount,
        "balance": invoice.balance,
    }
    return {name: money(amount, invoice.currency) for name, amount in sums.items()}
