"""A payment's receipt as PDF (P6)."""

from typing import TypedDict

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from billing.documents.dress import Document, dressed
from billing.documents.press import client as press

BLANK = dict.fromkeys(
    ("payment_method", "reference_number", "applied", "kept", "unapplied", "refunded"), ""
)
LABELS = {
    "title": _("Receipt"),
    "from": pgettext("person", "From"),
    "received_from": _("Received from"),
    "payment_id": _("Payment ID"),
    "payment_date": _("Payment date"),
    "payment_method": _("Payment method"),
    "reference_number": _("Reference"),
    "currency": _("Currency"),
    "amount_paid": _("Amount paid"),
    "paid_on": _("Paid on {date}"),
    "invoice_id": _("Invoice ID"),
    "invoice_date": _("Invoice date"),
    "due_date": _("Due date"),
    "amount": _("Amount"),
    "applied": _("Applied to invoices"),
    "kept": _("Kept as a credit"),
    "unapplied": _("Not yet applied"),
    "refunded": _("Refunded"),
    "notes": _("Notes"),
    "page": _("Page {page} of {pages}"),
}


class PaidInvoice(TypedDict):
    """What of the payment went to one invoice; dates may be empty."""

    invoice_id: str
    invoice_date: str
    due_date: str
    amount: str


class ReceiptDocument(Document):
    """A payment to print; applied, kept, unapplied and refunded are shown where not empty."""

    payment_id: str
    payment_date: str
    payment_method: str
    reference_number: str
    amount: str
    applied: str
    kept: str
    unapplied: str
    refunded: str
    invoices: list[PaidInvoice]


def render_receipt(document):
    """The PDF's bytes of a ReceiptDocument (D29: whole, whatever fields the portal hides)."""
    return press.render("receipt", dressed(BLANK | document, LABELS))
