"""A payment that the bank took back after it had been counted (D21)."""

from billing.gateways import reasons
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.payment import Payment
from config.database import db
from config.languages import N_

WHY = N_("The bank took this payment back.")


def charge_back(attempt_id, reason=None):
    """Mark the attempt's payment Charged Back, and what it paid is owed again; whether it is so
    now. The caller commits.

    Not of what was refunded in full or voided: that money was given back once already.
    """
    attempt = PaymentAttempt.locked(attempt_id)
    payment = Payment.locked(attempt.payment_id)
    if payment is None or payment.status not in ("Processed", "Charged Back"):
        return False
    if payment.status == "Processed":
        payment.end("Charged Back")
        payment.failure_reason = reasons.text(reason) if reason else WHY
        db.session.flush()
    return True
