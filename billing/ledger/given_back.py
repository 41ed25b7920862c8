"""What a gateway's answer to a refund or void means for the ledger, whoever brings it (M9)."""

from sqlalchemy import select

from billing.gateways.outcome import Outcome, State
from billing.ledger import settlement
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from config import clock
from config.database import db

TAKEN = ("approved", "processing")  # attempts whose money a gateway has, or is about to have


def held(payment_id):
    """(its attempt, the payment), both locked; None for the attempt where no gateway took it.

    Whoever changes a payment locks in this order, and its invoices last.
    """
    attempt_id = taken_by(payment_id)
    attempt = attempt_id and PaymentAttempt.locked(attempt_id)
    return attempt, Payment.locked(payment_id)


def taken_by(payment_id):
    """The id of the attempt by which a gateway took the payment, or None."""
    return db.session.scalar(
        select(PaymentAttempt.attempt_id)
        .where(PaymentAttempt.payment_id == payment_id, PaymentAttempt.state.in_(TAKEN))
        .order_by(PaymentAttempt.created_date.desc()).limit(1)
    )


def settle(refund_id, outcome):
    """Record the Outcome; the Refund where that is news: money has gone back by it, or has not
    though staff believed so (`failed_at`). Else None.

    The caller writes the letter and commits. An answer that would lead backwards changes nothing,
    but that an open refund is asked about again later.
    """
    refund = Refund.locked(refund_id)
    before = refund.state
    if not refund.may_become(outcome.state):
        refund.ask_later()
        db.session.flush()
        return None
    _, payment = held(refund.payment_id)
    refund.become(outcome)
    if refund.state == State.APPROVED:
        given_back(refund, payment)
    elif not refund.open and before != "pending":
        refund.failed_at = clock.now()
    if before == State.APPROVED:
        come_back(refund, payment)
    db.session.flush()
    return refund if refund.state == State.APPROVED or refund.failed_at else None


def given_back(refund, payment):
    """The money has gone. What was cancelled before it had come is a payment that was declined."""
    if refund.kind == "refund":
        payment.give_back(refund.amount)
    elif payment.status == "Processing":
        settlement.settle(refund.attempt_id, Outcome(State.DECLINED, "cancelled"))
    elif payment.status == "Processed":
        payment.end("Voided")


def come_back(refund, payment):
    """The payer's bank has sent it back: it is there again, applied to nothing."""
    if refund.kind == "refund":
        payment.return_to(refund.amount)
    elif payment.status == "Voided":
        payment.status = "Processed"
