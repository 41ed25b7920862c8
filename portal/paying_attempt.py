"""What became of a payment that somebody began: one address, whatever the outcome is (M1, M6)."""

from datetime import timedelta
from types import SimpleNamespace

from flask import abort, render_template
from flask_babel import gettext as _

from billing.gateways import reasons
from billing.gateways.outcome import State
from billing.ledger import paying
from billing.ledger.choice import choose
from billing.ledger.objection import Objection
from billing.ledger.payment import RECEIPTED
from billing.tables.payments import LOOKS
from config import clock
from portal import paying_pages as pages
from portal.door import current_customer, portal
from portal.paying import for_payers, known
from portal.under_way import address
from workers import payments

A_MINUTE = timedelta(minutes=1)


@portal.get("/payments/attempts/<uuid:attempt_id>")
@for_payers
def payment_attempt(attempt_id):
    attempt = known(attempt_id) or abort(404)
    if attempt.state == State.ACTION_REQUIRED:
        return at_the_bank(attempt)
    if attempt.payment and attempt.payment.status != "Declined":
        return success(attempt)
    return unknown(attempt) if attempt.open else refusal(attempt)


def at_the_bank(attempt):
    """The payer confirms at the bank (3-D Secure) or has just come back from there."""
    attempt_id = attempt.attempt_id
    outcome = paying.ask(attempt)
    if outcome.state not in (State.ACTION_REQUIRED, State.UNKNOWN):
        payments.conclude(attempt_id, outcome)
        return payment_attempt(attempt_id=attempt_id)
    return render_template("portal/payments/action.html", **facts(known(attempt_id)),
                           action_href=outcome.action_url, again_href=address(attempt_id))


def unknown(attempt):
    return render_template("portal/payments/unknown.html", **facts(attempt))


def facts(attempt):
    waiting = attempt.state == "pending" and clock.now() - attempt.created_date < A_MINUTE
    return {
        "attempt": SimpleNamespace(
            reference=attempt.attempt_id, amount=attempt.amount, currency=attempt.currency,
            started_at=attempt.created_date, waiting=waiting,
        ),
        "invoices": pages.shares(intended(attempt).items()),
    }


def intended(attempt):
    return {share.invoice_id: share.amount for share in attempt.shares}


def success(attempt):
    payment = attempt.payment
    counted = {each.invoice_id: each.amount for each in payment.allocations}
    return render_template(
        "portal/payments/success.html", payment=paid(payment),
        invoices=pages.shares((counted or intended(attempt)).items()),
    )


def paid(payment):
    here = f"/portal/payments/{payment.payment_id}"
    receipted = payment.status in RECEIPTED
    return SimpleNamespace(
        payment_id=payment.payment_id, href=here, amount=payment.payment_amount,
        currency=payment.currency, method_label=payment.payment_method, date=payment.payment_date,
        status_word=_(payment.status), status_css=LOOKS[payment.status],
        processing=payment.status == "Processing",
        unapplied=payment.unapplied_amount if receipted else 0,
        receipt_href=f"{here}/receipt.pdf" if receipted else None,
    )


def refusal(attempt):
    """Nothing was charged: the same choice again, or the first step if it can no more be paid."""
    why = reasons.explain(attempt.reason)
    method_id, wanted = attempt.payment_method_id, list(intended(attempt))
    try:
        choice = choose(current_customer, method_id, dict.fromkeys(wanted))
    except Objection:
        return pages.new(method_id, wanted, refusal=why)
    return pages.review(choice, refusal=why)
