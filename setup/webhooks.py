"""Setup > Webhooks: addresses of the company's programs that are told what happens (I6)."""

from types import SimpleNamespace

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from setup import webhook_words as words
from setup.door import setup
from setup.rights import SETUP_ADD, SETUP_LIST, SETUP_VIEW, holds, requires
from setup.webhook_form import WebhookForm
from tenants.webhook_endpoint import WebhookEndpoint
from tenants.webhook_types import TYPES

MOST = 20


@setup.get("/webhooks")
@requires(*SETUP_LIST)
def webhooks():
    return page(WebhookForm(data={"event_types": list(TYPES)}))


@setup.post("/webhooks")
@requires(*SETUP_ADD)
def make_webhook():
    """The secret is in this answer and in no other; what is kept of it is locked."""
    form = WebhookForm()
    if not form.validate():
        return page(form), 422
    if len(WebhookEndpoint.all()) >= MOST:
        form.form_errors.append(_("There are %(count)s webhooks. Remove one that is not needed"
                                  " first.", count=MOST))
        return page(form), 422
    endpoint, secret = WebhookEndpoint.make(current_user.name, **form.values)
    db.session.commit()
    return page(WebhookForm(formdata=None, data={"event_types": list(TYPES)}), endpoint, secret)


def page(form, made=None, secret=None):
    return render_template(
        "setup/webhooks/index.html", endpoints=list(map(row, WebhookEndpoint.all())), form=form,
        events=events(), may_add=holds(SETUP_ADD), made=made, secret=secret,
        log_href=url_for("setup.webhook_deliveries"))


def events():
    return [(key, words.event(key)) for key in TYPES]


def row(endpoint):
    word, css = words.state(endpoint)
    here = url_for("setup.webhook", webhook_endpoint_id=endpoint.webhook_endpoint_id)
    return SimpleNamespace(
        href=here if holds(SETUP_VIEW) else None, address=endpoint.address,
        description=endpoint.description, count=len(endpoint.event_types),
        created_by=endpoint.created_by, created_date=endpoint.created_date,
        status_word=word, status_css=css,
    )
