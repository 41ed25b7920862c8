"""An invoice as PDF (P4, P14)."""

from typing import TypedDict

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from billing.documents.dress import Document, dressed
from billing.documents.press import client as press

BLANK = dict.fromkeys(
    ("due_date", "payment_terms", "purchase_order", "subtotal", "tax", "total", "paid", "balance"),
    "",
)
UNSAID = dict.fromkeys(("discount", "tax"), "")  # of a line
LABELS = {
    "title": _("Invoice"),
    "from": pgettext("person", "From"),
    "bill_to": _("Bill to"),
    "invoice_id": _("Invoice ID"),
    "invoice_date": _("Invoice date"),
    "due_date": _("Due date"),
    "payment_terms": _("Payment terms"),
    "purchase_order": _("Purchase order number"),
    "currency": _("Currency"),
    "amount_due": _("Amount due"),
    "due_by": _("Due {date}"),
    "description": _("Description"),
    "period": _("Period"),
    "quantity": _("Quantity"),
    "unit_price": _("Unit price"),
    "discount": _("Discount"),
    "amount": _("Amount"),
    "subtotal": _("Subtotal"),
    "tax": _("Tax"),
    "total": _("Total"),
    "paid": _("Paid and credited"),
    "balance": _("Balance due"),
    "notes": _("Notes"),
    "page": _("Page {page} of {pages}"),
}


class Line(TypedDict):
    """One line, each value as the page shows it; a column that no line fills is left out."""

    product_name: str
    description: str
    period: str
    quantity: str
    unit_price: str
    discount: str
    tax: str
    amount: str


class InvoiceDocument(Document):
    """An invoice to print; a total left empty is not shown."""

    invoice_id: str
    invoice_date: str
    due_date: str
    payment_terms: str
    purchase_order: str
    lines: list[Line]
    subtotal: str
    tax: str
    total: str
    paid: str
    balance: str


def render_invoice(document):
    """The PDF's bytes of an InvoiceDocument (D29: whole, whatever fields the portal hides)."""
    lines = [UNSAID | line for line in document["lines"]]
    return press.render("invoice", dressed(BLANK | document | {"lines": lines}, LABELS))
