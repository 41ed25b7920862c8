"""Payments, as jobs: outcomes are recorded and told in one transaction, whoever found them out."""

from billing.ledger import autopay
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.order import ask
from billing.ledger.settlement import settle
from config.database import db
from mailers import payment_declined, payment_processing, payment_receipt
from workers import autopay_letters
from workers.job import job
from workers.queue import wake

LETTERS = {"Processed": payment_receipt, "Processing": payment_processing,
           "Declined": payment_declined}


def put_off(attempt, reason):
    attempt.ask_later()


@job(PaymentAttempt, instead=put_off)
def inquire(attempt):
    conclude(attempt.attempt_id, ask(attempt))


def conclude(attempt_id, outcome):
    """Record an Outcome with the letter that tells of it, and commit (M9)."""
    payment = settle(attempt_id, outcome)
    tell(attempt_id, payment)


def tell(attempt_id, payment):
    """Write the letter about what has become of an attempt, commit, and have it sent."""
    attempt = PaymentAttempt.locked(attempt_id)
    charge = autopay.follow(attempt)
    mail = autopay_letters.news(charge, payment) if charge else announced(payment, attempt)
    db.session.commit()
    if mail:
        wake("mail", mail.mail_id)


def announced(payment, attempt):
    """The letter to whoever paid, queued; None where there is no news or no address is known."""
    reader = payment and attempt.reader
    return LETTERS[payment.status].write(payment, reader) if reader else None
