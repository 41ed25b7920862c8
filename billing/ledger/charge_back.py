"""A payment that the bank took back after it had been counted, and may give back again (D21)."""

from billing.gateways import reasons
from billing.gateways.outcome import State
from billing.ledger import merchant, settlement
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.order import check_no_transaction
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from config.database import db


def standing(attempt):
    """Whether the bank has the money, by the gateway's word; ends the transaction.

    None where the gateway tells nothing of that. Raises GatewayError.
    """
    asked, key = merchant.gateway(attempt.method.gateway), str(attempt.attempt_id)
    reference = attempt.gateway_reference or None
    db.session.commit()
    check_no_transaction()
    return asked.taken_back(key, reference)


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
        payment.failure_reason = reasons.text(reason) if reason else reasons.TAKEN_BACK
        db.session.flush()
    return True


def give_back(attempt_id):
    """The bank gave it back: the payment counts again as its payer chose, as far as that is still
    owed, and what it had become as a credit is there again. The Payment where it was charged back,
    else None. The caller commits.
    """
    attempt = PaymentAttempt.locked(attempt_id)
    payment = Payment.locked(attempt.payment_id)
    if payment is None or payment.status != "Charged Back":
        return None
    payment.status, payment.failure_reason = ended_meanwhile(payment), ""
    if payment.status == "Processed":
        shared = [share.invoice_id for share in attempt.shares]
        settlement.count(attempt, payment, Invoice.locked(shared))
        Credit.revive(payment)
    db.session.flush()
    return payment


def ended_meanwhile(payment):
    """What was asked of the gateway before, and was answered after the bank had the money."""
    if any(each.kind == "void" and each.state == State.APPROVED for each in Refund.of(payment)):
        return "Voided"
    return "Processed" if payment.left else "Refunded"
