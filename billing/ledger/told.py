"""Which order an event of a gateway is about: by our own id, or by the gateway's."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.refund import Refund
from config import clock
from config.database import db

LATELY = timedelta(days=2)  # in which the janitor asks often


def attempt_of(told):
    """The attempt that an Event names; None where the id is no attempt's."""
    return of(PaymentAttempt, told)


def refund_of(told):
    """The refund or void that an Event names, or None."""
    return of(Refund, told)


def charged_attempt_of(provider, told):
    """The attempt that is named, else that of the provider's payment which is referred to."""
    return attempt_of(told) or told.reference and one(
        PaymentAttempt, PaymentAttempt.gateway_reference == told.reference,
        PaymentAttempt.method.has(PaymentMethod.gateway == provider),
    )


def unanswered(provider):
    """Whether it may be about an attempt of which the gateway's id is not known yet."""
    lately = clock.now() - LATELY
    query = select(PaymentAttempt.attempt_id).where(
        PaymentAttempt.state.in_(("pending", "unknown")), PaymentAttempt.gateway_reference == "",
        PaymentAttempt.created_date > lately,
        PaymentAttempt.method.has(PaymentMethod.gateway == provider),
    )
    return db.session.scalar(query.limit(1)) is not None


def of(record, told):
    try:
        return one(record, record.key_column() == uuid.UUID(told.attempt_id))
    except (TypeError, ValueError):
        return None


def one(record, *conditions):
    found = select(record).where(*conditions).limit(2)
    rows = db.session.scalars(found.execution_options(populate_existing=True)).all()
    return rows[0] if len(rows) == 1 else None
