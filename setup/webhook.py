"""One webhook: where it leads, which events it is told, its secret and its end (I6)."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config import clock
from config.database import db
from setup import webhook_words as words
from setup.door import setup
from setup.editions import overtaken
from setup.rights import SETUP_DELETE, SETUP_EDIT, SETUP_VIEW, holds, requires
from setup.webhook_form import WebhookForm
from setup.webhooks import events
from tenants.webhook_endpoint import WebhookEndpoint

ONE = "/webhooks/<uuid:webhook_endpoint_id>"


@setup.get(ONE)
@requires(*SETUP_VIEW)
def webhook(webhook_endpoint_id):
    found = find(webhook_endpoint_id)
    return page(found, WebhookForm.of(found))


@setup.post(ONE)
@requires(*SETUP_EDIT)
def save_webhook(webhook_endpoint_id):
    found, form = find(webhook_endpoint_id, lock=True), WebhookForm()
    if not form.validate():
        return page(found, form), 422
    if overtaken(form, found):
        return page(found, form), 409
    found.edit(current_user.name, **form.values)
    db.session.commit()
    flash(_("The webhook has been saved."), "success")
    return redirect(here(found))


def find(webhook_endpoint_id, lock=None):
    return WebhookEndpoint.of(webhook_endpoint_id, lock) or abort(404)


def here(found, page="webhook", **more):
    return url_for(f"setup.{page}", webhook_endpoint_id=found.webhook_endpoint_id, **more)


def page(found, form, secret=None):
    word, css = words.state(found)
    until = found.former_until if found.former_until and found.former_until > clock.now() else None
    return render_template(
        "setup/webhooks/show.html", endpoint=found, form=form, events=events(), secret=secret,
        status_word=word, status_css=css, former_until=until, changes=holds(SETUP_EDIT),
        log_href=url_for("setup.webhook_deliveries", webhook=found.webhook_endpoint_id),
        links={name: here(found, name) for name in
               ("save_webhook", "try_webhook", "ask_new_secret")},
        switch=here(found, "switch_webhook", wish="off" if found.on else "on"),
        removal_href=holds(SETUP_DELETE) and here(found, "ask_removing_webhook"))
