"""A PaymentIntent as an outcome: https://docs.stripe.com/payments/paymentintents/lifecycle"""

from billing.gateways.outcome import Outcome, State
from billing.gateways.stripe import declines
from billing.gateways.stripe.amounts import from_stripe

UNTOLD = (State.UNKNOWN, "no_answer")  # made, and not tried yet
STANDING = {
    "succeeded": (State.APPROVED, None),
    "processing": (State.PROCESSING, None),
    "requires_action": (State.ACTION_REQUIRED, None),
    "canceled": (State.DECLINED, "cancelled"),
}


def outcome(intent):
    state, reason = standing(intent)
    return Outcome(state, reason, intent["id"], action_url(intent), taken(intent, state))


def standing(intent):
    error = intent.get("last_payment_error")
    if intent["status"] == "requires_payment_method" and error:
        return State.DECLINED, declines.reason(error)
    return STANDING.get(intent["status"], UNTOLD)


def action_url(intent):
    """Where the payer confirms: the bank's page, or where Stripe asks for the micro-deposit."""
    action = intent.get("next_action") or {}
    told = action.get(action.get("type")) or {}
    return told.get("url") or told.get("hosted_verification_url")


def taken(intent, state):
    """What was taken, or with a bank debit is being taken, in Portico's minor units."""
    if state not in (State.APPROVED, State.PROCESSING):
        return None
    amount = intent.get("amount_received") or intent["amount"]
    return from_stripe(amount, intent["currency"].upper())


def waits_for_payer(error):
    """Whether a bank refused only because nobody was there to confirm (off-session).

    https://docs.stripe.com/declines/codes
    """
    return "authentication_required" in (error.get("code"), error.get("decline_code"))
