"""What became of a Pay Now payment: one address, whatever the outcome is (M6, M10)."""

from datetime import timedelta
from types import SimpleNamespace

from flask import abort, render_template
from flask_babel import gettext as _

from billing.gateways import reasons
from billing.gateways.outcome import State
from billing.ledger.order import ask
from billing.tables.payments import LOOKS
from config import clock
from portal import pay_now_pages as pages
from portal.door import portal
from portal.pay_now import with_link
from portal.pay_now_review import known, outcome_place
from workers import payments

A_MINUTE = timedelta(minutes=1)


@portal.get("/pay-now/<token>/payments/<uuid:attempt_id>")
@with_link
def pay_now_outcome(invoice, attempt_id):
    attempt, action = asked(invoice, known(invoice, attempt_id) or abort(404))
    if not attempt.open and not (attempt.payment and attempt.payment.status != "Declined"):
        return pages.show(invoice, refusal=reasons.explain(attempt.reason))
    return render_template(
        "portal/pay_now/outcome.html", **pages.frame(invoice), attempt=shown(attempt),
        payment=paid(attempt.payment), action_href=action,
        again_href=outcome_place(invoice, attempt_id),
    )


def asked(invoice, attempt):
    """The attempt as it stands, and the bank's page where the payer has to confirm there now."""
    if attempt.state != State.ACTION_REQUIRED:
        return attempt, None
    attempt_id, outcome = attempt.attempt_id, ask(attempt)
    if outcome.state not in (State.ACTION_REQUIRED, State.UNKNOWN):
        payments.conclude(attempt_id, outcome)
    return known(invoice, attempt_id), outcome.action_url


def shown(attempt):
    waiting = attempt.state == "pending" and clock.now() - attempt.created_date < A_MINUTE
    return SimpleNamespace(
        reference=attempt.attempt_id, amount=attempt.amount, started_at=attempt.created_date,
        acting=attempt.state == State.ACTION_REQUIRED, waiting=waiting,
    )


def paid(payment):
    """None while there is no payment that could be shown."""
    return payment and SimpleNamespace(
        payment_id=payment.payment_id, amount=payment.payment_amount, date=payment.payment_date,
        method_label=payment.payment_method, status_word=_(payment.status),
        status_css=LOOKS[payment.status], processing=payment.status == "Processing",
    )
