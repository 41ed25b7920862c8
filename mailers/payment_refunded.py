"""“Payment Refunded”: money of a payment has gone back to its payer (M9)."""

import uuid
from zoneinfo import ZoneInfo

from sqlalchemy import select

from billing.ledger.refund import Refund
from config import formats, languages
from config.database import db
from mailers import paid
from mailers.mail import Mail
from mailers.withdrawn import Withdrawn
from tenants.current import current_tenant

TEMPLATE = "payment_refunded"


def write(refund, recipient):
    """Queue the letter about the Refund to the address of whoever paid."""
    return Mail.write(TEMPLATE, recipient, refund_id=str(refund.refund_id))


def context(mail):
    """Raises Withdrawn when the money has come back meanwhile."""
    key = uuid.UUID(mail.subject_ids["refund_id"])
    refund = db.session.scalar(select(Refund).where(Refund.refund_id == key))
    if refund is None or refund.state != "approved":
        raise Withdrawn("The refund has vanished or failed.")
    return paid.facts(mail, refund.payment_id) | {"refund": described(refund)}


def described(refund):
    given = refund.updated_date.astimezone(ZoneInfo(current_tenant.time_zone)).date()
    return {"amount": paid.money(refund.amount, refund),
            "date": formats.day(given, languages.locale())}
