"""What portal users ask of the company (P9, P21): sending, taking back, and what became of it."""

from types import SimpleNamespace

from flask import flash, g, redirect
from flask_babel import gettext as _
from flask_login import current_user

from billing.people import request_words
from billing.people.change_request import ChangeRequest
from billing.people.refusal import Refused
from config.database import db
from config.extensions import limiter
from config.limits import visitor
from mailers import request_received
from portal.door import current_customer, portal
from portal.paying import for_payers
from workers import queue

FACTS = ("request_id", "kind", "state", "note", "reason", "asked_by", "asked_at", "closed_at")
PERIOD = {"current_period_end_date", "next_invoice_date"}

# Each request is a mail to the company, which nobody may flood.
paced = limiter.shared_limit("30 per hour", scope="requests", key_func=visitor, methods=["POST"])


def send(request):
    """Keep what a verb of ChangeRequest made, and tell the company; None is a form sent twice."""
    mail = request and request_received.write(request)
    db.session.commit()
    if mail:
        queue.wake("mail", mail.mail_id)
    flash(_("Your request is sent. %(company)s will tell you by e-mail what becomes of it.",
            company=g.tenant.name), "success")


@portal.post("/requests/<request_id>/withdraw")
@for_payers
def withdraw_request(request_id):
    request = current_customer.find(ChangeRequest, request_id)
    try:
        request.withdraw()
        flash(_("The request is withdrawn."), "success")
    except Refused as refused:
        flash(str(refused), "error")
    db.session.commit()
    return redirect(request_words.place(request.subscription_id))


def standing(subscription_id=None):
    """The last requests of a subject for portal/requests/standing.html, the newest first."""
    found = ChangeRequest.newest(current_user.customer_id, subscription_id)
    return [shown(each) for each in found]


def waiting(subscription_id=None):
    """The request whose place another one would take, or None."""
    return next((each for each in standing(subscription_id) if each.state == "Pending"), None)


def shown(request):
    word, css = request_words.look(request)
    pending = request.state == "Pending"
    return SimpleNamespace(
        **{name: getattr(request, name) for name in FACTS},
        title=request_words.title(request),
        status_word=word,
        status_css=css,
        changes=request_words.changes(request, hidden(), request.before),
        effective_date=None if PERIOD & hidden() else request.effective_date,
        withdraw_href=pending and current_user.may_pay
        and f"/portal/requests/{request.request_id}/withdraw",
    )


def hidden():
    """The fields of subscriptions that the tenant unticked (D29)."""
    return g.tenant.hidden("subscriptions")
