"""What became of a payment that somebody began: one address, whatever the outcome is (M1, M6)."""

from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

from flask import abort, g, redirect, render_template
from flask_babel import gettext as _

from billing.gateways import reasons
from billing.gateways.outcome import State
from billing.ledger.choice import choose
from billing.ledger.credit import Credit
from billing.ledger.objection import Objection
from billing.ledger.order import ask
from billing.ledger.payment import RECEIPTED
from billing.tables.payments import LOOKS
from config import clock
from portal import paying_pages as pages
from portal.door import current_customer, portal
from portal.paying import for_payers, known
from portal.paying_choice import Wish
from portal.paying_review import review, shares
from portal.under_way import address
from workers import payments

GONE = ("Refunded", "Voided", "Charged Back")
A_MINUTE = timedelta(minutes=1)


@portal.get("/payments/attempts/<uuid:attempt_id>")
@for_payers
def payment_attempt(attempt_id):
    attempt = known(attempt_id) or abort(404)
    if attempt.state == State.ACTION_REQUIRED:
        return at_the_bank(attempt)
    if attempt.payment and attempt.payment.status in GONE and "payments" in g.tenant.tabs:
        return redirect(f"/portal/payments/{attempt.payment_id}")  # who looks here again later
    if attempt.method is None or attempt.payment and attempt.payment.status != "Declined":
        return success(attempt)
    return unknown(attempt) if attempt.open else refusal(attempt)


def at_the_bank(attempt):
    """The payer confirms at the bank (3-D Secure) or has just come back from there."""
    attempt_id = attempt.attempt_id
    outcome = ask(attempt)
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
        "invoices": shares(intended(attempt)),
    }


def intended(attempt):
    """What was chosen for each invoice, money and credits."""
    amounts = Counter({share.invoice_id: share.amount for share in attempt.shares})
    for use in attempt.credit_uses:
        amounts[use.invoice_id] += use.amount
    return amounts


def success(attempt):
    """The payment, or what credits paid alone; the allocation as it was counted, if it was."""
    payment = attempt.payment
    rest = Credit.rest_of(payment) if payment else None
    counted = {each.invoice_id: each.amount for each in payment.allocations} if payment else {}
    by_credits = credited(attempt) if attempt.state == State.APPROVED else Counter()
    return render_template(
        "portal/payments/success.html", payment=payment and paid(payment),
        rest=rest and SimpleNamespace(
            amount=rest.credit_amount,
            href=f"/portal/credits/{rest.credit_id}" if "credits" in g.tenant.tabs else None,
        ),
        currency=attempt.currency, credited=sum(by_credits.values()),
        invoices=shares(by_credits + Counter(counted) if counted or not payment
                        else intended(attempt)),
    )


def credited(attempt):
    """What credits have paid of each invoice."""
    uses = Counter()
    for use in attempt.credit_uses:
        uses[use.invoice_id] += use.amount
    return uses


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
    why, wish = reasons.explain(attempt.reason), wished(attempt)
    try:
        amounts = wish.amounts
        choice = choose(current_customer, wish.method_id, amounts, **wish.terms)
    except Objection:
        return pages.new(wish, refusal=why)
    return review(choice, wish, amounts, refusal=why)


def wished(attempt):
    """The choice that the attempt was begun with."""
    amounts, currency = intended(attempt), attempt.currency
    amounts[next(iter(amounts))] += attempt.surplus
    return Wish(
        attempt.payment_method_id, tuple(amounts),
        {invoice_id: pages.written(amount, currency) for invoice_id, amount in amounts.items()},
        (currency,) if attempt.credit_uses else (),
    )
