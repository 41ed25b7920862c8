"""Records as PDFs: invoices (P4), receipts (P6), credit notes (P5).

Their bytes go through the app, unlike other files (W3): a PDF is small and looked at in place, its
address can be opened again tomorrow, who loses access loses it at once, and nothing is handed out
that works without signing in.
"""

from flask import Response, abort, g

from billing.documents import papers, prints
from billing.ledger.payment import RECEIPTED
from config import storage
from config.file_names import plain
from portal.door import in_tab, portal, reads
from tenants import audit


@portal.get("/invoices/<invoice_id>.pdf")
@in_tab("invoices")
@reads(prints.of_invoice)
def invoice_pdf(invoice_id):
    return noted("invoice", papers.of_invoice(found(), g.tenant), f"{plain(invoice_id)}.pdf")


@portal.get("/payments/<payment_id>/receipt.pdf")
@in_tab("payments")
@reads(lambda payment_id: prints.of_payment(payment_id, RECEIPTED))
def receipt(payment_id):
    name = f"receipt-{plain(payment_id)}.pdf"
    return noted("payment", papers.of_payment(found(), g.tenant), name)


@portal.get("/credits/<credit_id>.pdf")
@in_tab("credits")
@reads(prints.of_credit)
def credit_pdf(credit_id):
    return noted("credit", papers.of_credit(found(), g.tenant), f"{plain(credit_id)}.pdf")


def found():
    """The row that the door has read; 404 for any other's, as for no such id."""
    (rows,) = g.listed
    return rows[0] if rows else abort(404)


def noted(kind, paper, name):
    """As shown, and that it was is in the audit log (S13)."""
    row = found()
    audit.viewed("pdf", kind, row["record_id"], row["customer_id"])
    return shown(paper, name)


def shown(paper, name):
    """To be looked at in the browser, and saved under its name."""
    placed = {"Content-Disposition": storage.saved_as(name, "inline")}
    return Response(paper.answer(), mimetype="application/pdf", headers=placed)
