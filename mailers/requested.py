"""What the letters about a request say of it (D19, P21)."""

from flask import g
from flask_babel import gettext as _
from sqlalchemy import select

from billing.people import request_words
from billing.people.change_request import ChangeRequest
from config.database import db
from mailers import company
from mailers.reader import reader
from mailers.withdrawn import Withdrawn


def find(mail, state):
    """The request in that state; raises Withdrawn when it has moved on."""
    request = db.session.scalar(
        select(ChangeRequest).where(ChangeRequest.request_id == mail.subject_ids["request_id"])
    )
    if request is None or request.state != state:
        raise Withdrawn("The request was withdrawn or decided meanwhile.")
    return request


def facts(mail, request, hidden=()):
    """The context of every letter about the request, without hidden fields of subscriptions."""
    return {
        "contact": reader(mail, request.customer_id),
        "customer": {"name": request.customer.name},
        "request": {
            "request_id": request.request_id,
            "title": request_words.title(request),
            "asked_by": request.asked_by,
            "note": request.note,
            "reason": request.reason,
            "changes": [change(each) for each in request_words.changes(request, hidden)],
        },
    }


def answer(mail, state):
    """The context of a letter that tells what became of the request."""
    request = find(mail, state)
    told = facts(mail, request, g.tenant.hidden("subscriptions"))
    return {**told, "action_url": company.url(request_words.place(request.subscription_id))}


def change(each):
    nothing = _("nothing")
    return {"field": each.label, "before": each.before or nothing, "after": each.after or nothing}
