"""Other quantities for a subscription: typed, looked at with their price, sent (P9, D19)."""

from types import SimpleNamespace
from urllib.parse import urlencode

from flask import g, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from billing.ledger import quantities
from billing.people.change_request import ChangeRequest
from billing.people.request_words import line_name, place
from config import clock, formats, languages
from portal.door import portal
from portal.quantities_form import Quantities
from portal.requests import PERIOD, hidden, paced, send, waiting
from portal.subscription_requests import asks, can_change

FACTS = ("quantity", "unit_of_measure", "billing_period")
AMOUNTS = ("before", "after", "difference")
PRICE = {"effective_price", "amount"}


@portal.get("/subscriptions/<subscription_id>/change")
@asks(can_change)
def new_quantities(subscription):
    return page(subscription, typed(subscription, request.args))


@portal.get("/subscriptions/<subscription_id>/change/preview")
@asks(can_change)
def preview_quantities(subscription):
    form = typed(subscription, request.args)
    steps = form.good() and quantities.preview(subscription, form.wanted)
    if not steps:
        return page(subscription, form, unchanged=form.good()), 422
    return render_template(
        "portal/requests/preview.html",
        subscription=subscription,
        steps=[shown(step) for step in steps],
        difference=total(steps),
        effective_date=None if PERIOD & hidden() else next_period(subscription),
        fields=form.fields(),
        back_query=urlencode(form.fields()),
        replaces=waiting(subscription.subscription_id),
    )


@portal.post("/subscriptions/<subscription_id>/change")
@asks(can_change)
@paced
def ask_quantities(subscription):
    form = typed(subscription, request.form)
    steps = form.good() and quantities.preview(subscription, form.wanted)
    if not steps:
        return page(subscription, form, unchanged=form.good()), 422
    asked = {step.line.subscription_line_id: quantities.plain(step.quantity) for step in steps}
    send(ChangeRequest.ask("Quantity", subscription, asked, current_user,
                           note=form.note.note.data, effective_date=next_period(subscription)))
    return redirect(place(subscription.subscription_id))


def typed(subscription, sent):
    return Quantities(quantities.adjustable(subscription), sent)


def page(subscription, form, unchanged=False):
    return render_template(
        "portal/requests/change.html",
        subscription=subscription,
        lines=[field(line, form) for line in quantities.adjustable(subscription)],
        note_field=form.note.note,
        problem=unchanged and _("These are the quantities that you have. Change one of them."),
        replaces=waiting(subscription.subscription_id),
    )


def field(line, form):
    key = line.subscription_line_id
    return SimpleNamespace(
        **facts(line), name=f"quantity.{key}", typed=form.typed[key], wrong=form.wrong.get(key)
    )


def shown(step):
    priced = not PRICE & hidden()
    amounts = {name: getattr(step, name) if priced else None for name in AMOUNTS}
    return SimpleNamespace(**facts(step.line), wanted=step.quantity, **amounts)


def facts(line):
    """What may be seen of the line (D29)."""
    seen = {name: None if name in hidden() else getattr(line, name) for name in FACTS}
    return {**seen, "label": line_name(line, hidden()), "price": price(line)}


def price(line):
    """What one unit costs, with all its digits; empty where that is hidden."""
    if PRICE & hidden():
        return ""
    currency = line.subscription.currency
    return formats.price(line.effective_price, currency, languages.locale())


def total(steps):
    """The whole difference in minor units, where the lines have one billing period."""
    if PRICE & hidden() or len({step.line.billing_period for step in steps}) > 1:
        return None
    return sum(step.difference for step in steps)


def next_period(subscription):
    return quantities.next_period(subscription, clock.today(g.tenant.time_zone))
