"""Payments, as jobs: outcomes are recorded and told in one transaction, whoever found them out."""

from billing.ledger import autopay
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.order import ask
from billing.ledger.settlement import settle
from config.database import db
from mailers import payment_alert, payment_declined, payment_processing, payment_receipt
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
    """Write the letters about what has become of an attempt, commit, and have them sent."""
    attempt = PaymentAttempt.locked(attempt_id)
    send(letters(attempt, payment))


def announce_won(payment):
    """Commit; to staff, where the bank gave a payment back that it had taken."""
    send(payment_alert.write_won(payment) if payment else [])


def send(mails):
    keys = [mail.mail_id for mail in mails if mail]
    db.session.commit()
    for key in keys:
        wake("mail", key)


def letters(attempt, payment):
    """To the payer, of whom autopay tells itself what it does next; and to staff who had closed it,
    where it was charged all the same.
    """
    charge = autopay.follow(attempt)
    arrived = payment and payment.status == "Processed"
    mails = [autopay_letters.news(charge, payment)] if charge else []
    mails += [announced(payment, attempt)] if arrived or not charge else []
    return mails + (payment_alert.write_charged(payment) if arrived and attempt.closed_at else [])


def announced(payment, attempt):
    """The letter to whoever paid, queued; None where there is no news or no address is known."""
    reader = payment and attempt.reader
    return LETTERS[payment.status].write(payment, reader) if reader else None
