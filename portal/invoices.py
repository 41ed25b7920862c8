"""The Invoices tab, its records and their PDFs (P4)."""

from types import SimpleNamespace

from flask import Response, abort, g, render_template
from flask_babel import gettext as _
from flask_login import current_user
from jinja2.filters import do_filesizeformat

from billing.documents.invoice import render_invoice
from billing.documents.invoice_text import written
from billing.ledger.invoice import Invoice
from billing.tables.invoices import INVOICES, standing
from config import clock
from portal import listing
from portal.door import current_customer, in_tab, lists, portal
from portal.sources import sources
from portal.under_way import why_blocked


@portal.get("/invoices")
@lists(INVOICES)
def invoices():
    return listing.show("portal/invoices/index.html")


@portal.get("/invoices/<invoice_id>")
@in_tab("invoices")
def invoice(invoice_id):
    return render_template("portal/invoices/show.html", invoice=shown(find(invoice_id)))


@portal.get("/invoices/<invoice_id>.pdf")
@in_tab("invoices")
def invoice_pdf(invoice_id):
    record = find(invoice_id)
    body = render_invoice(written(record, g.tenant))
    name = f'inline; filename="{record.invoice_id}.pdf"'
    return Response(body, mimetype="application/pdf", headers={"Content-Disposition": name})


def find(invoice_id):
    """The customer's own invoice; a draft is nobody's yet."""
    record = current_customer.find(Invoice, invoice_id)
    return record if record.status != "Draft" else abort(404)


def shown(record):
    word, css = standing(record.status, record.due_date, clock.today(g.tenant.time_zone))
    here = f"/portal/invoices/{record.invoice_id}"
    payments, credits = sources(record.invoice_id)
    blocked = why_blocked(record.invoice_id)
    payable = record.payable and current_user.may_pay and not blocked
    return SimpleNamespace(
        **{name: getattr(record, name) for name in FACTS},
        customer_name=current_user.customer_name,
        status_word=_(word),
        status_css=css,
        tax=record.invoice_tax,
        total=record.invoice_amount,
        paid=record.paid_amount,
        pdf_href=f"{here}.pdf",
        pay_href=payable and f"/portal/payments/new?invoice_id={record.invoice_id}",
        attachments=[attachment(here, each) for each in record.attachments],
        payments=payments,
        credits=credits,
        open_attempt=blocked,
    )


FACTS = (
    "invoice_id", "invoice_date", "due_date", "payment_terms", "currency", "subtotal", "balance",
    "notes", "lines",
)


def attachment(here, record):
    return SimpleNamespace(
        href=f"{here}/attachments/{record.attachment_id}",
        name=record.name,
        size=do_filesizeformat(record.size),
    )
