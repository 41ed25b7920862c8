"""The newest few records of a customer, for its page (A9)."""

from flask import g
from flask_babel import gettext as _
from sqlalchemy import func, select

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.tables.invoices import standing
from billing.tables.payments import LOOKS
from billing.tables.table import COUNTED
from config import clock
from config.database import db

NEWEST = 5


def summaries(customer):
    return [
        summary(_("Invoices"), Invoice, Invoice.invoice_date, customer, invoice_row),
        summary(_("Payments"), Payment, Payment.payment_date, customer, payment_row),
        summary(_("Credits"), Credit, Credit.credit_date, customer, credit_row),
    ]


def summary(title, record, day, customer, row):
    own = select(record).where(record.customer_id == customer.customer_id)
    key = record.__mapper__.primary_key[1]
    newest = db.session.scalars(own.order_by(day.desc(), key.desc()).limit(NEWEST))
    bounded = own.with_only_columns(key).limit(COUNTED + 1).subquery()
    count = db.session.scalar(select(func.count()).select_from(bounded))
    return {
        "title": title,
        "count": min(count, COUNTED),
        "more": count > COUNTED,
        "rows": [row(one) for one in newest],
    }


def invoice_row(invoice):
    today = clock.today(g.tenant.time_zone)
    word, css = (
        (_("Draft"), "neutral")
        if invoice.status == "Draft"
        else standing(invoice.status, invoice.due_date, today)
    )
    return {
        "id": invoice.invoice_id, "date": invoice.invoice_date, "amount": invoice.invoice_amount,
        "currency": invoice.currency, "status_word": _(word), "status_css": css,
    }


def payment_row(payment):
    return {
        "id": payment.payment_id, "date": payment.payment_date, "amount": payment.payment_amount,
        "currency": payment.currency, "status_word": _(payment.status),
        "status_css": LOOKS[payment.status],
    }


def credit_row(credit):
    return {
        "id": credit.credit_id, "date": credit.credit_date, "amount": credit.credit_amount,
        "currency": credit.currency, "status_word": _(credit.status), "status_css": "neutral",
    }
