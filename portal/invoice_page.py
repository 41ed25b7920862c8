"""An invoice as its page reads it; what the tenant hides is not handed over (D29)."""

from types import SimpleNamespace

from flask import g
from flask_babel import gettext as _
from flask_login import current_user

from billing.ledger.invoice_line import filled
from billing.tables.invoices import standing
from config import clock
from config.languages import size
from portal import line_usages
from portal.autopay_note import why_left
from portal.fields import Fields
from portal.sources import sources
from portal.under_way import why_blocked

FACTS = (
    "invoice_id", "invoice_date", "due_date", "payment_terms", "currency", "subtotal",
    "invoice_tax", "invoice_amount", "paid_amount", "balance", "notes",
)
PRICED = {"invoice_amount"}  # the lines add up to it
TAXED = {"invoice_amount", "invoice_tax"}
DATED = {"due_date", "status"}


def shown(record):
    fields = Fields.of("invoices")
    payments, credits = sources(record, fields)
    return SimpleNamespace(
        fields=fields,
        **fields.of_record(record, FACTS),
        **standing_of(record, fields),
        **ways(record, fields),
        money=record.currency,
        billed_to=record.customer.name if "customer_name" in fields else None,
        lines=lines(record, fields),
        payments=payments,
        credits=credits,
    )


def standing_of(record, fields):
    """Its state; how late it is tells the due day as well as the state."""
    today = clock.today(g.tenant.time_zone)
    word, css = standing(record.status, record.due_date, today)
    known = record.payable and DATED <= fields
    return {
        "status_word": _(word) if "status" in fields else None,
        "status_css": css,
        "days_left": (record.due_date - today).days if known else None,
    }


def ways(record, fields):
    """Where its page leads: the file, the attachments, paying."""
    here = f"/portal/invoices/{record.invoice_id}"
    blocked = why_blocked(record.invoice_id)
    payable = record.payable and current_user.may_pay and not blocked
    files = record.attachments if "attachments" in fields else ()
    return {
        "pdf_href": f"{here}.pdf" if "pdf" in fields else None,
        "pay_href": f"/portal/payments/new?invoice_id={record.invoice_id}" if payable else None,
        "attachments": [attachment(here, each) for each in files],
        "open_attempt": blocked,
        "autopay": why_left(record, "due_date" in fields),
    }


def attachment(here, record):
    return SimpleNamespace(
        href=f"{here}/attachments/{record.attachment_id}",
        name=record.name,
        size=size(record.size),
    )


def lines(record, fields):
    """The lines, and which of their columns some line fills and may be seen."""
    priced, taxed = PRICED <= fields, TAXED <= fields
    told = {"quantity": True, "unit_price": priced, "discount": priced, "line_tax": taxed,
            "amount": priced}
    columns = {name: told[name] and full for name, full in filled(record.lines).items()}
    return SimpleNamespace(rows=record.lines, usage_href=line_usages.href(record), **columns)
