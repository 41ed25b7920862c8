"""What staff do with a webhook: try it, switch it, give it a new secret, remove it (I6)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from setup.door import setup
from setup.rights import SETUP_DELETE, SETUP_EDIT, requires
from setup.webhook import ONE, find, here, page
from setup.webhook_form import WebhookForm
from tenants.webhook_delivery import WebhookDelivery
from workers.queue import wake


@setup.post(f"{ONE}/trial")
@requires(*SETUP_EDIT)
def try_webhook(webhook_endpoint_id):
    found = find(webhook_endpoint_id)
    if not found.on:
        flash(_("Switch the webhook on first."), "error")
        return redirect(here(found))
    key = WebhookDelivery.trial(found).webhook_delivery_id
    db.session.commit()
    wake("delivery", key)
    flash(_("A test message is on its way."), "success")
    return redirect(url_for("setup.webhook_delivery", webhook_delivery_id=key))


@setup.post(f"{ONE}/<any(on,off):wish>")
@requires(*SETUP_EDIT)
def switch_webhook(webhook_endpoint_id, wish):
    found = find(webhook_endpoint_id, lock=True)
    found.edit(current_user.name, state=wish)
    db.session.commit()
    flash(_("The webhook is on.") if wish == "on" else _("The webhook is off."), "success")
    return redirect(here(found))


@setup.get(f"{ONE}/secret")
@requires(*SETUP_EDIT)
def ask_new_secret(webhook_endpoint_id):
    return asked("secret", find(webhook_endpoint_id))


@setup.post(f"{ONE}/secret")
@requires(*SETUP_EDIT)
def renew_secret(webhook_endpoint_id):
    """The secret is in this answer and in no other."""
    found = find(webhook_endpoint_id, lock=True)
    secret = found.renew(current_user.name)
    db.session.commit()
    return page(found, WebhookForm(formdata=None, obj=found), secret)


@setup.get(f"{ONE}/removal")
@requires(*SETUP_DELETE)
def ask_removing_webhook(webhook_endpoint_id):
    return asked("remove", find(webhook_endpoint_id))


@setup.post(f"{ONE}/removal")
@requires(*SETUP_DELETE)
def remove_webhook(webhook_endpoint_id):
    db.session.delete(find(webhook_endpoint_id, lock=True))
    db.session.commit()
    flash(_("The webhook has been removed."), "success")
    return redirect(url_for("setup.webhooks"))


def asked(question, found):
    return render_template(f"setup/webhooks/{question}.html", endpoint=found, problem=None,
                           action_href=request.path, back_href=here(found))
