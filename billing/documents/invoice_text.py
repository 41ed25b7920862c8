"""An invoice as the words and figures of its PDF: the same as the page shows."""

from flask_babel import gettext as _

from billing.documents import einvoice
from billing.documents.seller import seller
from billing.people.customer import Customer
from billing.tables.invoices import standing
from config import clock
from config.database import db
from config.languages import day, locale, money, number, price

LETTER_COUNTRIES = ("US", "CA", "MX")


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
        "purchase_order": customer.purchase_order,
        "notes": invoice.notes,
        "currency": invoice.currency,
        "lines": [line(each, invoice.currency) for each in invoice.lines],
        **totals(invoice),
        "labels": {} if invoice.payable else {"due_by": ""},
        "einvoice": einvoice.of_invoice(invoice, site, customer.name),
    }


def standing_words(invoice, site):
    word = standing(invoice.status, invoice.due_date, clock.today(site.time_zone))[0]
    return {"status": _(word), "state": word}


def edition(record, site):
    """Language, paper and date of the file; the same record gives the same bytes."""
    country = einvoice.country_code(site.country, site.language)
    return {
        "language": locale(),
        "paper": "letter" if country in LETTER_COUNTRIES else "a4",
        "updated_date": record.updated_date.isoformat(),
    }


def buyer(customer):
    contact = customer.billing_contact
    return {
        "name": customer.name,
        "contact": contact.display_name if contact else "",
        "address": [*(contact.address_lines if contact else ()), *tax_id(customer)],
    }


def tax_id(customer):
    if customer.tax_id:
        yield _("%(name)s: %(value)s", name=_("Tax ID"), value=customer.tax_id)


def line(record, currency):
    name, more = names(record)
    return {
        "product_name": name,
        "description": more,
        "period": period(record),
        "quantity": " ".join(filter(None, (number(record.quantity), record.unit_of_measure))),
        "unit_price": price(record.unit_price, currency),
        "discount": some(-record.discount, currency),
        "tax": some(record.line_tax, currency),
        "amount": money(record.amount, currency),
    }


def names(record):
    """What a line is called, and what it says beside, as on the invoice's page."""
    known = (record.product_name, record.plan_name, record.charge_name, record.description)
    first, *rest = [*filter(None, known)] or [_("Line %(number)s", number=record.invoice_line_no)]
    return first, (record.description or " · ".join(rest)) if rest else ""


def period(record):
    days = dict.fromkeys(filter(None, (record.start_date, record.end_date)))
    return " – ".join(map(day, days))


def some(amount, currency):
    """Nothing is told by an empty text rather than by a zero."""
    return money(amount, currency) if amount else ""


def totals(invoice):
    sums = {
        "subtotal": invoice.subtotal,
        "tax": invoice.invoice_tax,
        "total": invoice.invoice_amount,
        "balance": invoice.balance,
    }
    figures = {name: money(amount, invoice.currency) for name, amount in sums.items()}
    return {**figures, "paid": some(-invoice.paid_amount, invoice.currency)}
