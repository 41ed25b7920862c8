"""“Payments to Review”: what a gateway has left open for longer than it should (M6, D8)."""

from types import SimpleNamespace

from flask import abort, render_template, url_for
from flask_babel import gettext as _

from billing.gateways import reasons
from billing.ledger import review
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.refund import Refund
from billing.ledger.review_note import ReviewNote
from config.database import db
from setup import review_words as words
from setup.door import setup
from setup.rights import CLOSE, REVIEW, REVIEW_LIST, REVIEW_VIEW, VIEW, holds, requires

KINDS = {"payments": PaymentAttempt, "refunds": Refund}
ONE = "/review/<any(payments,refunds):kind>/<uuid:order_id>"


@setup.get("/review")
@requires(*REVIEW_LIST)
def payments_to_review():
    return render_template(
        "setup/review/index.html", most=review.MOST,
        payments=[row(each) for each in review.payments()],
        refunds=[row(each) for each in review.refunds()],
        charge_backs=list(map(charge_back, review.charge_backs())), edits=holds(REVIEW),
        charged_back=list(map(taken_back, review.charged_back())),
        failed=list(map(failed, review.failed())),
    )


@setup.get(ONE)
@requires(*REVIEW_VIEW)
def payment_to_review(kind, order_id):
    return page(find(kind, order_id))


def find(kind, order_id):
    return db.session.scalar(
        db.select(KINDS[kind]).where(KINDS[kind].key_column() == order_id)) or abort(404)


def page(found, typed="", wrong=None, closing=None):
    """One of them; `typed` is a note as it was sent, `wrong` why it cannot be kept; `closing` the
    same (typed, wrong) of a reason to close it.
    """
    return render_template(
        "setup/review/show.html", order=row(found), shares=list(map(share, shares(found))),
        reason=found.reason and reasons.explain(found.reason), typed=typed, wrong=wrong,
        notes=ReviewNote.of(key(found)), edits=holds(REVIEW),
        gateway_id=words.gateway_id(found), closing=closing or ("", None),
        closes=kind_of(found) == "payments" and found.closable and holds(CLOSE),
    )


def row(found):
    """A payment, a refund or a void, as both pages show it."""
    payment_id, sees = found.payment_id, holds(VIEW)
    of_payment = {"customer_id": found.customer_id, "payment_id": payment_id}
    word, css = words.state(found)
    return SimpleNamespace(
        title=words.title(found), id=key(found), href=href(found) if holds(REVIEW_VIEW) else None,
        here=href(found), customer_id=found.customer_id, customer_name=found.customer.name,
        customer_href=sees and url_for("setup.customer", customer_id=found.customer_id),
        amount=found.amount, currency=found.currency, begun_at=found.created_date,
        asked=found.tries, next_at=found.due_at if found.open else None, open=found.open,
        status_word=word, status_css=css, gateway=words.gateway(found), method=words.method(found),
        reference=found.gateway_reference, payment_id=payment_id,
        payment_href=sees and payment_id and url_for("setup.payment", **of_payment),
    )


def key(found):
    return getattr(found, found.key_column().key)


def href(found):
    return url_for("setup.payment_to_review", kind=kind_of(found), order_id=key(found))


def kind_of(found):
    return "payments" if isinstance(found, PaymentAttempt) else "refunds"


def shares(found):
    return (found if isinstance(found, PaymentAttempt) else found.attempt or found).shares


def share(each):
    ids = {"customer_id": each.invoice.customer_id, "invoice_id": each.invoice_id}
    return SimpleNamespace(invoice_id=each.invoice_id, amount=each.amount,
                           href=holds(VIEW) and url_for("setup.invoice", **ids))


def taken_back(payment):
    ids = {"customer_id": payment.customer_id, "payment_id": payment.payment_id}
    return SimpleNamespace(
        **ids, customer_name=payment.customer.name, amount=payment.payment_amount,
        href=holds(VIEW) and url_for("setup.payment", **ids), currency=payment.currency,
        reason=payment.failure_reason and _(payment.failure_reason), date=payment.updated_date,
    )


def failed(refund):
    """As one that was charged back: what has become of the payment is all there is to see."""
    ids = {"customer_id": refund.customer_id, "payment_id": refund.payment_id}
    return SimpleNamespace(
        **ids, customer_name=refund.customer.name, amount=refund.amount, date=refund.failed_at,
        title=words.title(refund), href=holds(VIEW) and url_for("setup.payment", **ids),
        currency=refund.currency, reason=refund.reason and reasons.explain(refund.reason),
    )


def charge_back(event):
    return SimpleNamespace(
        id=event.webhook_event_id, gateway=words.name(event.provider), event_id=event.event_id,
        reference=event.reference or event.attempt_id or "", received_at=event.received_at,
        reason=event.reason and _(reasons.text(event.reason)),
        seen_href=url_for("setup.mark_charge_back_seen", webhook_event_id=event.webhook_event_id),
    )
