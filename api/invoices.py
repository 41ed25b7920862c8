"""Invoices with lines and attachments, drafts too, as programs read them (I2)."""

from flask import g
from marshmallow import fields
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api.door import api
from api.fields import Money
from api.invoice_parts import AttachmentShape, LineShape
from api.paging import Place, page, page_of
from api.record import Recorded
from billing.ledger import pay_now
from billing.ledger.invoice import Invoice
from config.database import db

PAY_NOW = "Shows and pays this invoice without signing in; null for a draft or reversed one."


def pay_now_url(invoice):
    """The address of D12, as of now: staff can revoke it."""
    if invoice.status in ("Draft", "Reversed"):
        return None
    return f"{g.tenant.base_url}/portal/pay-now/{pay_now.token(invoice)}"


class InvoiceShape(Recorded):
    invoice_id = fields.String()
    customer_id = fields.String()
    invoice_date = fields.Date()
    due_date = fields.Date()
    subtotal = Money()
    invoice_tax = Money()
    invoice_amount = Money()
    paid_amount = Money()
    balance = Money()
    status = fields.String()
    currency = fields.String()
    payment_terms = fields.String()
    notes = fields.String()
    lines = fields.List(fields.Nested(LineShape))
    attachments = fields.List(fields.Nested(AttachmentShape))
    pay_now_url = fields.Function(
        pay_now_url, metadata={"type": "string", "nullable": True, "description": PAY_NOW}
    )


whole = select(Invoice).options(selectinload(Invoice.lines), selectinload(Invoice.attachments))


@api.get("/invoices", tags=["Invoices"])
@api.arguments(Place, location="query")
@api.response(200, page_of(InvoiceShape))
def invoices(place):
    """List invoices"""
    return page(whole, Invoice.invoice_id, **place)


@api.get("/invoices/<invoice_id>", tags=["Invoices"])
@api.response(200, InvoiceShape)
def invoice(invoice_id):
    """Get an invoice"""
    return db.first_or_404(whole.where(Invoice.invoice_id == invoice_id))
