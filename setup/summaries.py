"""The newest few records of a customer, for its page (A9)."""

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.tables.credits import WORDS
from billing.tables.payments import LOOKS
from config.database import db
from config.tally import bounded, figure
from setup import status

NEWEST = 5


def summaries(customer):
    return [
        summary("invoices", _("Invoices"), Invoice, Invoice.invoice_date, customer, invoice_row),
        summary("payments", _("Payments"), Payment, Payment.payment_date, customer, payment_row),
        summary("credits", _("Credits"), Credit, Credit.credit_date, customer, credit_row),
    ]


def summary(kind, title, record, day, customer, row):
    own = select(record).where(record.customer_id == customer.customer_id)
    key = record.__mapper__.primary_key[1]
    newest = db.session.scalars(own.order_by(day.desc(), key.desc()).limit(NEWEST))
    count = db.session.scalar(bounded(own.with_only_columns(key)))
    return {
        "title": title,
        "href": url_for("setup.customer_records", customer_id=customer.customer_id, kind=kind),
        "count": figure(count),
        "rows": [row(one) for one in newest],
    }


def invoice_row(invoice):
    word, css = status.of_invoice(invoice)
    return {
        "id": invoice.invoice_id,
        "href": url_for("setup.invoice", customer_id=invoice.customer_id,
                        invoice_id=invoice.invoice_id),
        "left": invoice.balance, "date": invoice.invoice_date, "amount": invoice.invoice_amount,
        "currency": invoice.currency, "status_word": word, "status_css": css,
    }


def payment_row(payment):
    return {
        "id": payment.payment_id,
        "href": url_for("setup.payment", customer_id=payment.customer_id,
                        payment_id=payment.payment_id),
        "left": payment.unapplied_amount,
        "date": payment.payment_date, "amount": payment.payment_amount,
        "currency": payment.currency, "status_word": _(payment.status),
        "status_css": LOOKS[payment.status],
    }


def credit_row(credit):
    return {
        "id": credit.credit_id,
        "href": url_for("setup.credit", customer_id=credit.customer_id,
                        credit_id=credit.credit_id),
        "left": credit.unapplied_amount,
        "date": credit.credit_date, "amount": credit.credit_amount,
        "currency": credit.currency, "status_word": _(WORDS[credit.status]),
        "status_css": "neutral",
    }
