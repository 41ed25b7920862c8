"""Which attempt an event of a gateway is about: by our own id, or by the gateway's."""

import uuid

from sqlalchemy import select

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.payment_method import PaymentMethod
from config.database import db


def attempt_of(told):
    """The attempt that an Event names by its id; None where that is no attempt's."""
    key = our_id(told.attempt_id)
    return key and one(PaymentAttempt.attempt_id == key)


def payment_attempt_of(provider, told):
    """The same, else that of the provider's payment which the Event refers to."""
    return attempt_of(told) or told.reference and one(
        PaymentAttempt.gateway_reference == told.reference,
        PaymentAttempt.method.has(PaymentMethod.gateway == provider),
    )


def our_id(text):
    try:
        return uuid.UUID(text)
    except (TypeError, ValueError):
        return None


def one(*conditions):
    found = select(PaymentAttempt).where(*conditions).limit(2)
    rows = db.session.scalars(found.execution_options(populate_existing=True)).all()
    return rows[0] if len(rows) == 1 else None
