"""What a gateway's answer means for the ledger: one function, whoever brings the answer (M6).

The page that charged, the janitor that asked and a webhook may come at once, twice, or in any
order: the attempt is locked, and only moves forward.
"""

from billing.gateways import reasons
from billing.gateways.outcome import State
from billing.ledger import credit_use
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.counter import next_id
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from config.database import db


def settle(attempt_id, outcome):
    """Record the Outcome; the Payment that it made or changed, None where there is nothing to tell.

    The caller writes the letter and commits. An answer that would lead backwards changes nothing,
    but that an open attempt is asked about again later.
    """
    attempt = PaymentAttempt.locked(attempt_id)
    if attempt.may_become(outcome.state):
        attempt.become(outcome)
        payment = recorded(attempt, outcome)
    else:
        attempt.ask_later()
        payment = None
    db.session.flush()
    return payment


def recorded(attempt, outcome):
    if attempt.state == State.APPROVED:
        return take_in(attempt, outcome)
    called_off = attempt.state == "cancelled" and attempt.payment_id  # a bank debit under way
    if attempt.state == State.DECLINED or called_off:
        return payment_of(attempt, "Declined", outcome)
    if attempt.state == State.PROCESSING:
        return payment_of(attempt, "Processing", outcome)
    return None


def take_in(attempt, outcome):
    """The money is there: count it as chosen, as far as that is still owed (D21).

    What was paid otherwise meanwhile leaves the rest unapplied, in the customer's favour; what was
    chosen to be paid beyond what is due becomes a credit (M2). Money counts before credits: of
    what is not needed any more the payer can use a credit himself.
    """
    payment = payment_of(attempt, "Processed", outcome)  # its id is counted before locks, always
    invoices = Invoice.locked([share.invoice_id for share in attempt.shares])
    count(attempt, payment, invoices)
    credit_use.count(attempt.credit_uses, invoices)
    rest = min(attempt.surplus, payment.unspent)
    if rest > 0:
        Credit.of_rest(payment, rest)
    return payment


def count(attempt, payment, invoices):
    """Count the payment towards the locked invoices as it was chosen."""
    amounts = {share.invoice_id: share.amount for share in attempt.shares}
    for invoice in invoices:
        payment.apply_up_to(invoice, amounts[invoice.invoice_id])


def payment_of(attempt, status, outcome):
    """The attempt's payment in that status, made if it has none."""
    payment = Payment.locked(attempt.payment_id) or Payment(
        payment_id=next_id("PT"), customer_id=attempt.customer_id, currency=attempt.currency,
        payment_date=attempt.day, payment_amount=attempt.amount, applied_amount=0,
        refunded_amount=0, payment_method=attempt.method.label, created_by=attempt.created_by,
    )
    payment.status = status
    payment.reference_number = attempt.gateway_reference
    if status == "Processed":
        payment.payment_amount = outcome.amount or attempt.amount  # some approve in part
    if status == "Declined":
        payment.failure_reason = reasons.text(attempt.reason)
    db.session.add(payment)
    db.session.flush()
    attempt.payment_id = payment.payment_id
    return payment
