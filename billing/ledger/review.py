"""What gateways leave open for so long that a person has to look at it (M6, D8).

Portico goes on asking all the while, once a day; nothing here is charged again.
"""

from datetime import timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from billing.ledger import autopay
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from billing.ledger.webhook_event import WebhookEvent
from config import clock
from config.database import db

MOST = 100  # of a kind
A_DAY = timedelta(days=1)
LATELY = 30 * A_DAY
# From its beginning; by then the pauses between two questions have grown to a day.
PATIENCE = {
    "pending": A_DAY, "unknown": A_DAY,
    "action required": 2 * A_DAY,  # it is called off after one
    "processing": 10 * A_DAY,  # a bank debit; four business days, five banking days for returns
}


def payments():
    """The attempts, those that wait longest first."""
    return waiting(PaymentAttempt, PaymentAttempt.attempt_id)


def refunds():
    """The same of refunds and voids."""
    return waiting(Refund, Refund.refund_id)


def close(attempt_id):
    """Closed by hand; whether it is so by this. The caller has asked the gateway last, and commits.
    """
    attempt = PaymentAttempt.locked(attempt_id)
    closed = attempt.closable
    if closed:
        attempt.close()
        autopay.follow(attempt)
        db.session.flush()
    return closed


def waiting(record, key):
    now = clock.now()
    late = or_(*(and_(record.state == state, record.created_date <= now - patience)
                 for state, patience in PATIENCE.items()))
    return db.session.scalars(select(record).where(late).order_by(record.created_date, key)
                              .limit(MOST)).all()


def failed():
    """Refunds and voids that failed lately, after staff had been told otherwise; the latest first.
    """
    lately = select(Refund).where(Refund.failed_at > clock.now() - LATELY)
    return db.session.scalars(lately.order_by(Refund.failed_at.desc()).limit(MOST)).all()


def charged_back():
    """Payments that were lately, the latest first; nothing is left to do but to know of it."""
    lately = (Payment.status == "Charged Back", Payment.updated_date > clock.now() - LATELY)
    return db.session.scalars(select(Payment).where(*lately).options(joinedload(Payment.customer))
                              .order_by(Payment.updated_date.desc()).limit(MOST)).all()


def charge_backs():
    """Those of payments that Portico does not know, or that stand otherwise, the oldest first."""
    unmatched = select(WebhookEvent).where(WebhookEvent.state == "unmatched")
    return db.session.scalars(unmatched.order_by(WebhookEvent.received_at).limit(MOST)).all()
