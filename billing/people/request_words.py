"""What a request says to a reader: its title, its state, and each change from what to what."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from billing.people.billing_details import LABELS
from config import languages
from config.languages import N_, P_

LOOKS = {
    "Pending": (N_("Pending"), "pending"),
    "Accepted": (N_("Accepted"), "paid"),
    "Declined": (P_("request", "Declined"), "declined"),
    "Withdrawn": (N_("Withdrawn"), "neutral"),
}


@dataclass(frozen=True)
class Change:
    """One field; `before` is what stood when it was asked, `now` what stands, "" is nothing."""

    label: str
    before: str
    after: str
    now: str

    @property
    def overtaken(self):
        return self.now != self.before


def title(request):
    if request.kind == "Quantity":
        return _("Other quantities for subscription %(id)s", id=request.subscription_id)
    if request.kind == "Cancellation":
        return _("Cancellation of subscription %(id)s", id=request.subscription_id)
    return _("Other billing details")


def place(subscription_id=None):
    """The portal's page with the requests of a subscription, or of the billing details."""
    if subscription_id:
        return f"/portal/subscriptions/{subscription_id}"
    return "/portal/account/billing-details"


def look(request):
    """The state as a word, and the class of its pill."""
    word, css = LOOKS[request.state]
    return _(word), css


def changes(request, hidden=(), stands=None):
    """Every field that it asks to change; not what tells a hidden field of subscriptions (D29).

    `stands` is what is told as now, by field, where that is not to be looked up.
    """
    if "quantity" in hidden and request.kind == "Quantity":
        return []
    written, names = WRITERS[request.kind], labels(request, hidden)
    stands = request.now() if stands is None else stands
    return [
        Change(names.get(field, field), written(request.before[field]), written(wanted),
               written(stands[field]))
        for field, wanted in request.asked.items()
    ]


def labels(request, hidden=()):
    if request.kind == "Quantity":
        lines = request.subscription.lines
        return {line.subscription_line_id: line_name(line, hidden) for line in lines}
    if request.kind == "Cancellation":
        return {"cancellation_date": _("Cancellation date")}
    return {name: _(label) for name, label in LABELS.items()}


def line_name(line, hidden=()):
    """“Office · Team · Seats”, as far as the company says so; else the line's id."""
    names = (name for name in ("product_name", "plan_name", "charge_name") if name not in hidden)
    words = " · ".join(word for word in (getattr(line, name) for name in names) if word)
    return words or line.subscription_line_id


def number(text):
    return languages.number(Decimal(text)) if text else ""


def day(text):
    return languages.day(date.fromisoformat(text)) if text else ""


WRITERS = {"Quantity": number, "Cancellation": day, "Billing details": str}
