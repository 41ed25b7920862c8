"""The Payments tab, its records and their receipts (P6)."""

from types import SimpleNamespace

from flask import Response, abort, g, render_template
from flask_babel import gettext as _

from billing.documents.receipt import render_receipt
from billing.documents.receipt_text import written
from billing.ledger.payment import Payment
from billing.tables.payments import LOOKS, PAYMENTS
from portal import listing
from portal.door import current_customer, in_tab, lists, portal
from portal.sources import targets

RECEIPTED = ("Processed", "Refunded")


@portal.get("/payments")
@lists(PAYMENTS)
def payments():
    return listing.show("portal/payments/index.html")


@portal.get("/payments/<payment_id>")
@in_tab("payments")
def payment(payment_id):
    record = current_customer.find(Payment, payment_id)
    return render_template("portal/payments/show.html", payment=shown(record))


@portal.get("/payments/<payment_id>/receipt.pdf")
@in_tab("payments")
def receipt(payment_id):
    record = current_customer.find(Payment, payment_id)
    if record.status not in RECEIPTED:
        abort(404)
    body = render_receipt(written(record, g.tenant))
    name = f'inline; filename="receipt-{record.payment_id}.pdf"'
    return Response(body, mimetype="application/pdf", headers={"Content-Disposition": name})


def shown(record):
    receipted = record.status in RECEIPTED
    return SimpleNamespace(
        payment_id=record.payment_id,
        status_word=_(record.status),
        status_css=LOOKS[record.status],
        payment_date=record.payment_date,
        method_label=record.payment_method,
        amount=record.payment_amount,
        currency=record.currency,
        refunded=record.refunded_amount,
        unapplied=record.unapplied_amount if receipted else 0,
        reference_number=record.reference_number,
        failure_reason=record.failure_reason,
        receipt_href=receipted and f"/portal/payments/{record.payment_id}/receipt.pdf",
        invoices=targets(record),
    )
