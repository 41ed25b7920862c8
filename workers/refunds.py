"""Refunds and voids, as jobs: outcomes are recorded and told in one transaction (M9)."""

from billing.ledger.given_back import settle
from billing.ledger.order import ask
from billing.ledger.refund import Refund
from config.database import db
from mailers import payment_declined, payment_refunded
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
    """Commit; queue the letter about the Refund to whoever paid, where money went back by it."""
    mail = refund and letter(refund)
    db.session.commit()
    if mail:
        wake("mail", mail.mail_id)


def letter(refund):
    """A void of what no gateway took gives nobody money back: it was never there."""
    if not refund.reader or (refund.kind == "void" and refund.attempt_id is None):
        return None
    if refund.payment.status == "Declined":
        return payment_declined.write(refund.payment, refund.reader)
    return payment_refunded.write(refund, refund.reader)
