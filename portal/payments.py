"""The Payments tab, its records and their receipts (P6)."""

from flask import Response, abort, g, render_template

from billing.documents.receipt import render_receipt
from billing.documents.receipt_text import written
from billing.ledger.payment import RECEIPTED, Payment
from billing.tables.payments import PAYMENTS
from portal import listing, payment_page
from portal.door import current_customer, in_tab, lists, portal


@portal.get("/payments")
@lists(PAYMENTS)
def payments():
    return listing.show("portal/payments/index.html")


@portal.get("/payments/<payment_id>")
@in_tab("payments")
def payment(payment_id):
    record = current_customer.find(Payment, payment_id)
    return render_template("portal/payments/show.html", payment=payment_page.shown(record))


@portal.get("/payments/<payment_id>/receipt.pdf")
@in_tab("payments")
def receipt(payment_id):
    record = current_customer.find(Payment, payment_id)
    if record.status not in RECEIPTED:
        abort(404)
    body = render_receipt(written(record, g.tenant))
    name = f'inline; filename="receipt-{record.payment_id}.pdf"'
    return Response(body, mimetype="application/pdf", headers={"Content-Disposition": name})
