"""A payment that the bank took back after it had been counted (D21).

What comes of it: the invoices that it paid are owed again.
"""

from sqlalchemy import select

from billing.gateways import reasons
from billing.ledger.allocation import Allocation
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from config.database import db
from config.languages import N_

WHY = N_("The bank took this payment back.")


def charge_back(attempt_id, reason=None):
    """Mark the attempt's payment Charged Back; whether it is so now. The caller commits.

    Not of what was refunded in full or voided: that money was given back once already.
    """
    attempt = PaymentAttempt.locked(attempt_id)
    invoices = lock_invoices(attempt.payment_id)
    payment = Payment.locked(attempt.payment_id)
    if payment is None or payment.status not in ("Processed", "Charged Back"):
        return False
    if payment.status == "Processed":
        take_back(payment, invoices)
        payment.status = "Charged Back"
        payment.failure_reason = reasons.text(reason) if reason else WHY
        db.session.flush()
    return True


def lock_invoices(payment_id):
    """Those that the payment is counted towards, by id."""
    paid = select(Allocation.invoice_id).where(Allocation.payment_id == payment_id)
    return {each.invoice_id: each for each in Invoice.locked(db.session.scalars(paid).all())}


def take_back(payment, invoices):
    """Count the payment towards nothing any more."""
    counted = select(Allocation).where(Allocation.payment_id == payment.payment_id)
    for share in db.session.scalars(counted.execution_options(populate_existing=True)).all():
        invoices[share.invoice_id].settle(-share.amount)
        payment.applied_amount -= share.amount
        db.session.delete(share)
