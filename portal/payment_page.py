"""A payment as its page reads it; what the tenant hides is not handed over (D29)."""

from types import SimpleNamespace

from flask_babel import gettext as _
from sqlalchemy import select

from billing.gateways import reasons
from billing.ledger.allocation import Allocation
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.payment import RECEIPTED
from billing.tables.payments import LOOKS
from config.database import db
from portal.fields import Fields
from portal.sources import targets

FACTS = (
    "payment_id", "payment_date", "payment_method", "payment_amount", "applied_amount",
    "refunded_amount", "unapplied_amount", "reference_number", "currency", "notes",
)


def shown(record):
    fields = Fields.of("payments")
    told = {"payment_amount", "applied_amount"} <= fields
    of_payment = Allocation.payment_id == record.payment_id
    return SimpleNamespace(
        fields=fields,
        **fields.of_record(record, FACTS),
        money=record.currency,
        status_word=_(record.status) if "status" in fields else None,
        status_css=LOOKS[record.status],
        payment_type=_(record.payment_type) if "payment_type" in fields else None,
        failure_reason=why(record) if "failure_reason" in fields else None,
        receipt_href=receipt_href(record) if "pdf" in fields else None,
        invoices=targets(of_payment, told) if "invoices" in fields else [],
    )


def why(record):
    """Why it failed: the gateway's reason in the reader's language, else what was told of it."""
    attempt = select(PaymentAttempt.reason).where(PaymentAttempt.payment_id == record.payment_id)
    reason = record.failure_reason and db.session.scalar(attempt.limit(1)) or record.failure_reason
    return reasons.explain(reason) if reason in reasons.REASONS else record.failure_reason


def receipt_href(record):
    receipted = record.status in RECEIPTED
    return f"/portal/payments/{record.payment_id}/receipt.pdf" if receipted else None
