"""A payment as staff see it: how it stands, and what it was counted towards (A9)."""

from flask import render_template, url_for
from flask_babel import gettext as _

from billing.gateways.reasons import REASONS
from billing.ledger.giving_back import possible
from billing.ledger.payment import RECEIPTED, Payment
from billing.ledger.refund import Refund
from billing.tables.payments import LOOKS
from setup import refund_words
from setup.applied import application_href, invoices
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import GIVE_BACK, VIEW, holds, requires


@setup.get("/customers/<customer_id>/payments/<payment_id>")
@requires(*VIEW)
def payment(customer_id, payment_id):
    found = customer_of_ours(customer_id).find(Payment, payment_id)
    reason = found.failure_reason and _(REASONS.get(found.failure_reason, found.failure_reason))
    return render_template(
        "setup/payments/show.html", payment=found, reason=reason,
        status_word=_(found.status), status_css=LOOKS[found.status],
        type_word=_(found.payment_type), invoices=invoices(found), receipt_href=receipt_href(found),
        refunds=[refund_words.shown(each) for each in Refund.of(found)], **ways(found),
        apply_href=application_href(found),
    )


def ways(payment):
    """Where the page's buttons lead; None where money cannot be given back so, or without right."""
    open_ones = possible(payment) if holds(GIVE_BACK) else ()
    return {
        f"{kind}_href": url_for("setup.refund", customer_id=payment.customer_id, kind=kind,
                                payment_id=payment.payment_id) if kind in open_ones else None
        for kind in ("refund", "void")
    }


def receipt_href(payment):
    """None while there is no money to receipt."""
    if payment.status not in RECEIPTED:
        return None
    return url_for("setup.receipt", customer_id=payment.customer_id, payment_id=payment.payment_id)
