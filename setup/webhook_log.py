"""The log of webhooks: what was told to whom, what came of it, and telling it again (I6)."""

import json
from types import SimpleNamespace

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from billing.people import webhook_log as log
from config.database import db
from setup import logs
from setup import webhook_words as words
from setup.door import setup
from setup.rights import SETUP_EDIT, SETUP_LIST, SETUP_VIEW, holds, requires
from setup.webhooks import events
from tenants import audit
from tenants.webhook_delivery import WebhookDelivery
from tenants.webhook_endpoint import WebhookEndpoint
from tenants.webhook_try import WebhookTry
from workers.queue import wake

ONE = "/webhooks/log/<uuid:webhook_delivery_id>"


@setup.get("/webhooks/log")
@requires(*SETUP_LIST)
def webhook_deliveries():
    wish = log.Wish(request.args)
    return logs.listed(
        "setup/webhooks/log.html", wish, row, events=events(),
        states=[(key, _(word)) for key, (word, _css) in words.DELIVERIES.items()],
        endpoints=[(str(each.webhook_endpoint_id), each.address) for each in WebhookEndpoint.all()],
        again_href=holds(SETUP_EDIT) and logs.to(url_for("setup.ask_failed_deliveries"), wish))


@setup.get(ONE)
@requires(*SETUP_VIEW)
def webhook_delivery(webhook_delivery_id):
    found = find(webhook_delivery_id)
    tries = db.session.scalars(
        db.select(WebhookTry).where(WebhookTry.webhook_delivery_id == webhook_delivery_id)
        .order_by(WebhookTry.webhook_try_id.desc())).all()
    return render_template(
        "setup/webhooks/delivery.html", delivery=row(found), name=found.message.name,
        told=json.dumps(found.message.told, indent=2, ensure_ascii=False),
        tries=[tried(each) for each in tries], again=holds(SETUP_EDIT) and found.endpoint.on)


@setup.post(f"{ONE}/again")
@requires(*SETUP_EDIT)
def send_delivery_again(webhook_delivery_id):
    found = find(webhook_delivery_id)
    if not found.endpoint.on:
        flash(_("Switch the webhook on first."), "error")
    else:
        send([found])
        wake("delivery", webhook_delivery_id)
        flash(_("The message is sent again."), "success")
    return redirect(url_for("setup.webhook_delivery", webhook_delivery_id=webhook_delivery_id))


@setup.get("/webhooks/log/again")
@requires(*SETUP_EDIT)
def ask_failed_deliveries():
    failed = wished(request.args)
    return render_template(
        "setup/webhooks/again.html", count=len(failed), most=log.MOST,
        fields=log.Wish(request.args).arguments, back_href=url_for("setup.webhook_deliveries"),
        action_href=url_for("setup.send_failed_deliveries"),
        problem=None if failed else _("No message of these has failed."))


@setup.post("/webhooks/log/again")
@requires(*SETUP_EDIT)
def send_failed_deliveries():
    """The sweeper wakes workers for as many as these."""
    failed = wished(request.form)
    send(failed)
    flash(ngettext("%(num)s message is sent again.", "%(num)s messages are sent again.",
                   len(failed)), "success" if failed else "info")
    return redirect(url_for("setup.webhook_deliveries"))


def send(deliveries):
    for each in deliveries:
        each.again()
        audit.note("message resent", "webhook_delivery", each.webhook_delivery_id,
                   event=each.message.event_type, address=each.endpoint.address)
    db.session.commit()


def wished(sent):
    wish = log.Wish(sent)
    return abort(404) if wish.mistaken else wish.failed()


def find(key):
    return db.first_or_404(
        db.select(WebhookDelivery).where(WebhookDelivery.webhook_delivery_id == key))


def row(found):
    word, css = words.delivery_state(found)
    here = url_for("setup.webhook_delivery", webhook_delivery_id=found.webhook_delivery_id)
    return SimpleNamespace(
        href=here if holds(SETUP_VIEW) else None, again_href=f"{here}/again",
        title=words.event(found.message.event_type), event_type=found.message.event_type,
        happened_at=found.message.happened_at, address=found.endpoint.address,
        endpoint_href=url_for("setup.webhook", webhook_endpoint_id=found.webhook_endpoint_id),
        due_at=found.due_at, ended_at=found.ended_at, tries=found.tries,
        status_word=word, status_css=css)


def tried(each):
    return SimpleNamespace(at=each.tried_at, outcome=words.outcome(each), answer=each.answer,
                           milliseconds=each.milliseconds, good=each.good)
