"""An invoice as programs and files write it, and as the API shows it (I2, D21)."""

from marshmallow import fields

from billing.ledger import pay_now
from billing.ledger.invoice import STATES
from billing.ledger.invoice_parts import AttachmentShape, LineShape
from billing.shape import Choice, Currency, Day, Id, Part, Recorded, Reference, Several, Text
from billing.shape_numbers import Money, Price
from tenants.current import current_tenant

MOST = 5000  # lines
PDF = "The invoice as a PDF, read with a key; null for a draft."
PAY_NOW = "Shows and pays this invoice without signing in; null for a draft or reversed one."


def pay_now_url(invoice):
    """The address of D12, as of now: staff can revoke it."""
    if invoice.status in ("Draft", "Reversed"):
        return None
    return f"{current_tenant.base_url}/portal/pay-now/{pay_now.token(invoice)}"


def invoice_pdf_url(invoice):
    if invoice.status == "Draft":
        return None
    return f"{current_tenant.base_url}/api/v1/invoices/{invoice.invoice_id}/pdf"


class InvoiceShape(Recorded):
    """Amounts that are left out follow from the lines; the currency from the customer.

    What is paid follows from payments and credits: of the states “Partially Paid” and “Paid” mean
    no more than “Posted”.
    """

    invoice_id = Id(required=True)
    customer_id = Reference(required=True)
    invoice_date = Day(required=True)
    due_date = Day(required=True)
    subtotal = Money()
    invoice_tax = Money()
    invoice_amount = Price()
    paid_amount = Money(dump_only=True)
    balance = Money(dump_only=True)
    status = Choice(STATES)
    currency = Currency()
    payment_terms = Text(load_default="")
    notes = Text(2000, lines=True, load_default="")
    lines = Several(Part(LineShape), MOST, load_default=list)
    attachments = fields.List(fields.Nested(AttachmentShape), dump_only=True)
    pay_now_url = fields.Function(
        pay_now_url, metadata={"type": ["string", "null"], "description": PAY_NOW}
    )
    invoice_pdf_url = fields.Function(
        invoice_pdf_url, metadata={"type": ["string", "null"], "description": PDF}
    )
