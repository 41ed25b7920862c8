"""Records as PDFs: invoices (P4), receipts (P6), credit notes (P5).

Their bytes go through the app, unlike other files (W3): a PDF is small and looked at in place, its
address can be opened again tomorrow, who loses access loses it at once, and nothing is handed out
that works without signing in.
"""

from flask import Response, abort, g

from billing.documents import credit_text, invoice_text, prints, receipt_text
from billing.documents.credit_note import render_credit_note
from billing.documents.invoice import render_invoice
from billing.documents.paper import Paper
from billing.documents.receipt import render_receipt
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import RECEIPTED, Payment
from billing.tables.invoices import standing
from config import clock, storage
from config.database import db
from config.file_names import plain
from portal.door import in_tab, portal, reads
from tenants import audit


@portal.get("/invoices/<invoice_id>.pdf")
@in_tab("invoices")
@reads(prints.of_invoice)
def invoice_pdf(invoice_id):
    return noted("invoice", invoice_paper(found()), f"{plain(invoice_id)}.pdf")


@portal.get("/payments/<payment_id>/receipt.pdf")
@in_tab("payments")
@reads(lambda payment_id: prints.of_payment(payment_id, RECEIPTED))
def receipt(payment_id):
    made = paper("receipt", found(), Payment, receipt_text.written, render_receipt)
    return noted("payment", made, f"receipt-{plain(payment_id)}.pdf")


@portal.get("/credits/<credit_id>.pdf")
@in_tab("credits")
@reads(prints.of_credit)
def credit_pdf(credit_id):
    made = paper("credit", found(), Credit, credit_text.written, render_credit_note)
    return noted("credit", made, f"{plain(credit_id)}.pdf")


def found():
    """The row that the door has read; 404 for any other's, as for no such id."""
    (rows,) = g.listed
    return rows[0] if rows else abort(404)


def invoice_paper(row):
    """Its state tells the day too: past due since midnight in the tenant's zone (D28)."""
    state = standing(row["status"], row["due_date"], clock.today(g.tenant.time_zone))
    return paper("invoice", row, Invoice, invoice_text.written, render_invoice, state)


def paper(kind, row, record, written, render, *more):
    key, site = (g.tenant.tenant_id, row["record_id"]), g.tenant
    return Paper.of(
        kind, row["record_id"], site, [row["print"], *more],
        lambda: render(written(db.session.get(record, key), site)),
    )


def noted(kind, paper, name):
    """As shown, and that it was is in the audit log (S13)."""
    row = found()
    audit.viewed("pdf", kind, row["record_id"], row["customer_id"])
    return shown(paper, name)


def shown(paper, name):
    """To be looked at in the browser, and saved under its name."""
    placed = {"Content-Disposition": storage.saved_as(name, "inline")}
    return Response(paper.body(), mimetype="application/pdf", headers=placed)
