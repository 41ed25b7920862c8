"""The Payments tab and its records (P6)."""

from flask import render_template

from billing.ledger.payment import Payment
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
