"""Invoices with lines and attachments, drafts too, as programs read and write them (I2, D21)."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api import writing
from api.caller import glances, seen
from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.ledger.attachment import Attachment
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.ledger.invoice_shape import InvoiceShape
from billing.ledger.invoice_writing import Invoices
from config.database import db

TAGS = {"tags": ["Invoices"]}
PARTS = (selectinload(Invoice.lines), selectinload(Invoice.attachments))


@api.get("/invoices", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(InvoiceShape))
def invoices(place):
    """List invoices"""
    return page_of_customer(Invoice, place, *PARTS, parts=InvoiceLine)


@api.post("/invoices", **TAGS)
@api.arguments(InvoiceShape)
@api.response(201, InvoiceShape)
def make_invoice(fields):
    """Make an invoice"""
    return find(writing.make(Invoices(), fields).invoice_id)


@api.get("/invoices/<invoice_id>", **TAGS)
@glances(Invoice, lines=(InvoiceLine, "invoice_line_no"), attachments=(Attachment, "name"))
@api.response(200, InvoiceShape)
def invoice(invoice_id):
    """Get an invoice"""
    return seen()


@api.put("/invoices/<invoice_id>", **TAGS)
@api.arguments(writing.to_put(InvoiceShape))
@api.response(200, InvoiceShape)
@api.alt_response(201, schema=InvoiceShape, success=True)
def put_invoice(fields, invoice_id):
    """Make or replace an invoice; a posted one stands as it is"""
    _, status = writing.put(Invoices(), invoice_id, fields)
    return find(invoice_id), status


@api.patch("/invoices/<invoice_id>", **TAGS)
@api.arguments(writing.to_change(InvoiceShape))
@api.response(200, InvoiceShape)
def change_invoice(fields, invoice_id):
    """Change fields of an invoice; post or reverse it by its status"""
    writing.change(Invoices(), find(invoice_id), fields)
    return find(invoice_id)


def find(invoice_id):
    """As the database has it, with all its parts."""
    query = select(Invoice).options(*PARTS).where(Invoice.invoice_id == invoice_id)
    return db.first_or_404(query.execution_options(populate_existing=True))
