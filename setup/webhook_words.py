"""What webhooks, their messages and their tries are called (I6)."""

from flask_babel import gettext as _

from config.languages import N_
from tenants.webhook_types import TRIAL, TYPES

STATES = {"on": (N_("On"), "paid"), "off": (N_("Off"), "neutral"),
          "failed": (N_("Switched off"), "declined")}
DELIVERIES = {"waiting": (N_("On its way"), "processing"), "delivered": (N_("Delivered"), "paid"),
              "failed": (N_("Failed"), "declined")}
TROUBLE = {
    "name": N_("The name has no address"),
    "network": N_("The address may not be called"),
    "connection": N_("No connection"),
    "tls": N_("No secure connection"),
    "answer": N_("No answer"),
}


def state(endpoint):
    """(word, style)."""
    word, css = STATES[endpoint.state]
    return _(word), css


def delivery_state(delivery):
    word, css = DELIVERIES[delivery.state]
    return _(word), css


def event(event_type):
    return _("Test message") if event_type == TRIAL else _(TYPES.get(event_type, event_type))


def outcome(tried):
    """What came of a try: the status that was answered, or why there was none."""
    kind, _colon, detail = tried.trouble.partition(": ")
    if tried.status is not None:
        return _("Answered %(status)s", status=tried.status)
    word = _(TROUBLE[kind]) if kind in TROUBLE else kind
    return f"{word} ({detail})" if detail else word
