"""A credit as PDF: the credit note (P5)."""

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from billing.documents.dress import Document, dressed
from billing.documents.press import client as press
from billing.documents.receipt import PaidInvoice

BLANK = dict.fromkeys(("reference_number", "applied", "unapplied", "refunded"), "")
LABELS = {
    "title": _("Credit note"),
    "from": pgettext("person", "From"),
    "credit_to": _("Credit to"),
    "credit_id": _("Credit ID"),
    "credit_date": _("Credit date"),
    "reference_number": _("Reference"),
    "currency": _("Currency"),
    "credit_amount": _("Credit amount"),
    "issued_on": _("Issued on {date}"),
    "invoice_id": _("Invoice ID"),
    "invoice_date": _("Invoice date"),
    "due_date": _("Due date"),
    "amount": _("Amount"),
    "applied": _("Applied to invoices"),
    "unapplied": _("Not yet applied"),
    "notes": _("Notes"),
    "page": _("Page {page} of {pages}"),
}


class CreditNoteDocument(Document):
    """A credit to print; applied and unapplied are shown where not empty."""

    credit_id: str
    credit_date: str
    reference_number: str
    amount: str
    applied: str
    unapplied: str
    invoices: list[PaidInvoice]


def render_credit_note(document):
    """The PDF's bytes of a CreditNoteDocument (D29: whole, whatever fields the portal hides)."""
    return press.render("credit_note", dressed(BLANK | document, LABELS))
