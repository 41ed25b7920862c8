"""A Refund as an outcome; those of bank debits take days: https://docs.stripe.com/refunds"""

from billing.gateways.outcome import Outcome, State
from billing.gateways.stripe.amounts import from_stripe

STANDING = {
    "succeeded": (State.APPROVED, None),
    "pending": (State.PROCESSING, None),
    "requires_action": (State.PROCESSING, None),
    "failed": (State.DECLINED, "not_refundable"),
    "canceled": (State.DECLINED, "cancelled"),
}


def outcome(refund):
    state, reason = STANDING.get(refund["status"], (State.UNKNOWN, "no_answer"))
    amount = from_stripe(refund["amount"], refund["currency"].upper())
    return Outcome(state, reason, refund["id"], amount=amount)


def stands(refund):
    """Whether the money is given back or on its way."""
    return refund["status"] not in ("failed", "canceled")
