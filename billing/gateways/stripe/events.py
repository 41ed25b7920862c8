"""Stripe's webhooks: https://docs.stripe.com/webhooks

The body is signed with the time; who sends an old one again is refused. Events come more than once
and in any order, so what is read here only says what to look at.
"""

import json

import stripe

from billing.gateways.errors import NotGenuine, WrongSignature
from billing.gateways.event import Event
from billing.gateways.reasons import WON
from billing.gateways.stripe import disputes
from billing.gateways.stripe.marks import ACCOUNT, ATTEMPT

HEADER = "Stripe-Signature"
TOLERANCE = 300  # seconds that the library proposes
# Which to ask Stripe for; others are taken and mean nothing.
TYPES = (
    "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled",
    "payment_intent.processing", "payment_intent.requires_action",
    "refund.created", "refund.updated", "refund.failed",
    "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed",
    "charge.dispute.funds_reinstated",
    "setup_intent.succeeded", "setup_intent.setup_failed", "setup_intent.canceled",
    "payment_method.automatically_updated", "payment_method.detached",
)
KINDS = {"payment_intent": "attempt", "refund": "attempt", "dispute": "charge_back",
         "setup_intent": "method", "payment_method": "saved_method"}


def read(body, headers, secret, account):
    """The event. Raises NotGenuine."""
    check(body, headers, secret)
    try:
        told = json.loads(body)
        thing = (told.get("data") or {}).get("object") or {}
        attempt_id = attempt(thing, account)
        kind = kind_of(thing, attempt_id)
        return Event(told["id"], kind, attempt_id, reference(thing), reason(kind, thing))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise NotGenuine("content") from error


def check(body, headers, secret):
    try:
        stripe.WebhookSignature.verify_header(body, headers.get(HEADER), secret, TOLERANCE)
    except (stripe.SignatureVerificationError, TypeError, ValueError) as error:
        raise (WrongSignature if HEADER in headers else NotGenuine)("signature") from error


def attempt(thing, account):
    marks = thing.get("metadata") or {}
    return marks.get(ATTEMPT) if marks.get(ACCOUNT) == account else None


def kind_of(thing, attempt_id):
    """“other” for what asks for nothing: payments and refunds that are not ours, as those made
    in the Dashboard, and what is no dispute, or not yet."""
    kind = KINDS.get(thing.get("object"), "other")
    foreign = kind == "attempt" and attempt_id is None
    harmless = kind == "charge_back" and disputes.harmless(thing)
    return "other" if foreign or harmless else kind


def reason(kind, thing):
    return WON if kind == "charge_back" and disputes.won(thing) else None


def reference(thing):
    """The payment's for refunds and disputes, as `Gateway.find` wants it; else its own."""
    return thing.get("payment_intent") or thing.get("id")
