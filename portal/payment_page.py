"""A payment as its page reads it; what the tenant hides is not handed over (D29)."""

from types import SimpleNamespace

from flask_babel import gettext as _

from billing.gateways.reasons import REASONS
from billing.ledger.allocation import Allocation
from billing.ledger.payment import RECEIPTED
from billing.tables.payments import LOOKS
from portal.fields import Fields
from portal.sources import targets

FACTS = (
    "payment_id", "payment_date", "payment_method", "payment_amount", "applied_amount",
    "refunded_amount", "unapplied_amount", "reference_number", "currency", "notes",
)


def shown(record):
    fields = Fields.of("payments")
    facts = fields.of_record(record, FACTS)
    kept = record.kept if facts["applied_amount"] else 0
    facts["applied_amount"] = (facts["applied_amount"] or 0) - kept
    told = {"payment_amount", "applied_amount"} <= fields
    of_payment = Allocation.payment_id == record.payment_id
    return SimpleNamespace(
        fields=fields,
        **facts,
        kept_amount=kept,
        money=record.currency,
        status_word=_(record.status) if "status" in fields else None,
        status_css=LOOKS[record.status],
        payment_type=_(record.payment_type) if "payment_type" in fields else None,
        failure_reason=why(record.failure_reason) if "failure_reason" in fields else None,
        receipt_href=receipt_href(record) if "pdf" in fields else None,
        invoices=targets(of_payment, told) if "invoices" in fields else [],
    )


def why(reason):
    """A decline in the reader's words: of a code, of our own sentence, else as it was told."""
    return reason and _(REASONS.get(reason, reason))


def receipt_href(record):
    receipted = record.status in RECEIPTED
    return f"/portal/payments/{record.payment_id}/receipt.pdf" if receipted else None
