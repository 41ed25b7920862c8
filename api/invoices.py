"""Invoices with lines and attachments, drafts too, as programs read them (I2)."""

from marshmallow import fields
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api.door import api
from api.fields import Money
from api.invoice_parts import AttachmentShape, LineShape
from api.paging import Place, page, page_of
from api.record import Recorded
from billing.ledger.invoice import Invoice
from config.database import db


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
