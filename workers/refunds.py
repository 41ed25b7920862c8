"""Refunds and voids, as jobs: outcomes are recorded and told in one transaction (M9)."""

from billing.ledger.given_back import settle
from billing.ledger.order import ask
from billing.ledger.refund import Refund
from config.database import db
from mailers import payment_alert, payment_declined, payment_refunded
from workers.job import job
from workers.queue import wake


def put_off(refund, reason):
    refund.ask_later()


@job(Refund, instead=put_off)
def inquire(refund):
    conclude(refund.refund_id, ask(refund))


def conclude(refund_id, outcome):
    """Record an Outcome with the letter that tells of it, and commit."""
    announce(settle(refund_id, outcome))


def announce(refund):
    """Commit; queue the letters about the Refund: to whoever paid, where money went back by it, to
    staff where it failed after they had been told otherwise.
    """
    mails = letters(refund) if refund else []
    keys = [mail.mail_id for mail in mails if mail]
    db.session.commit()
    for key in keys:
        wake("mail", key)


def letters(refund):
    return payment_alert.write_failed(refund) if refund.failed_at else [letter(refund)]


def letter(refund):
    """To the payer; None where nobody is to be told. A void of what no gateway took gives nobody
    money back: it was never there.
    """
    if not refund.reader or (refund.kind == "void" and refund.attempt_id is None):
        return None
    if refund.payment.status == "Declined":
        return payment_declined.write(refund.payment, refund.reader)
    return payment_refunded.write(refund, refund.reader)
