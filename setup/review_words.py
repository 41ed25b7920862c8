"""How staff read what a gateway has left open."""

from flask_babel import gettext as _

from billing.gateways.cardconnect import orders
from billing.ledger.attempt import PaymentAttempt
from config.languages import N_
from setup.gateway_words import TITLES

STATES = {
    "pending": (N_("Outcome unknown"), "pending"), "unknown": (N_("Outcome unknown"), "pending"),
    "action required": (N_("Waits for the payer"), "pending"),
    "processing": (N_("Processing"), "processing"), "approved": (N_("Done"), "paid"),
    "declined": (N_("Declined"), "declined"), "not sent": (N_("Never sent"), "neutral"),
    "cancelled": (N_("Cancelled"), "neutral"), "closed": (N_("Closed by hand"), "neutral"),
}
OUTCOMES = {
    "approved": N_("The gateway has carried it out, and it is recorded."),
    "declined": N_("The gateway has declined it. No money moved."),
    "cancelled": N_("It was cancelled at the gateway. No money moved."),
    "not sent": N_("The gateway never got it. No money moved."),
    "closed": N_("It is closed, and its invoices can be paid. The gateway is asked for some weeks"
                 " more."),
    "processing": N_("The gateway is working on it. It is asked again later."),
    "action required": N_("The payer has not confirmed it yet. The gateway is asked again later."),
}
OPEN = N_("The gateway does not say what became of it. It is asked again later.")


def state(order):
    word, css = STATES[order.state]
    return _(word), css


def outcome(order):
    """What the gateway's answer has come to."""
    return _(OUTCOMES.get(order.state, OPEN))


def title(order):
    if isinstance(order, PaymentAttempt):
        return _("Payment")
    return _("Void") if order.kind == "void" else _("Refund")


def method(order):
    attempt = order.charged
    return attempt.method.label if attempt and attempt.method else ""


def gateway(order):
    attempt = order.charged
    return name(attempt.method.gateway) if attempt and attempt.method else ""


def name(provider):
    return _(TITLES[provider]) if provider in TITLES else provider


def gateway_id(order):
    """By which it is looked up in CardPointe, which knows no ids of ours; else ""."""
    attempt = order.charged
    if not attempt or not attempt.method or attempt.method.gateway != "cardconnect":
        return ""
    return orders.order_id(order.tenant_id, str(getattr(order, order.key_column().key)))
