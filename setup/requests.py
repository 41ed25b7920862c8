"""“Requests”: what portal users ask to change, listed and looked at one by one (D19, P21)."""

from types import SimpleNamespace

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from billing.people import inbox, request_words
from billing.people.change_request import ChangeRequest
from billing.people.traces import NOBODY
from billing.tables.cursor import BadCursor
from config.database import db
from setup.door import setup
from setup.rights import DECIDE, LIST_REQUESTS, VIEW, VIEW_REQUESTS, holds, requires

FACTS = ("request_id", "kind", "state", "customer_id", "subscription_id", "effective_date", "note",
         "reason", "asked_at", "decided_by", "closed_at")


@setup.get("/requests")
@requires(*LIST_REQUESTS)
def change_requests():
    before = request.args.get("before", "")
    try:
        ended = inbox.ended(before)
    except BadCursor:
        abort(404)
    return render_template(
        "setup/requests/index.html",
        waiting=[] if before else [listed(each) for each in inbox.waiting()],
        count=0 if before else inbox.count(),
        most=inbox.MOST,
        ended=[listed(each) for each in ended.requests],
        before=before,
        older_href=ended.older and url_for("setup.change_requests", before=ended.older),
    )


@setup.get("/requests/<request_id>")
@requires(*VIEW_REQUESTS)
def change_request(request_id):
    return page(find(request_id))


def find(request_id):
    return db.first_or_404(select(ChangeRequest).where(ChangeRequest.request_id == request_id))


def page(found, reason="", wrong=None):
    """One request; `reason` is what was typed, `wrong` why it cannot be taken."""
    decides = found.state == "Pending" and holds(DECIDE)
    return render_template(
        "setup/requests/show.html",
        asked=shown(found),
        decides=decides,
        stamp=decides and found.stamp,
        reason=reason,
        wrong=wrong,
        billing_system=found.subscription_id is not None,
    )


def listed(found):
    return described(found, request_words.changes(found, stands=found.before))


def shown(found):
    """With what stands now, as long as it waits."""
    changes = request_words.changes(found)
    overtaken = found.state == "Pending" and any(each.overtaken for each in changes)
    return described(found, changes, overtaken)


def described(found, changes, overtaken=False):
    word, css = request_words.look(found)
    return SimpleNamespace(
        **{name: getattr(found, name) for name in FACTS},
        title=request_words.title(found),
        asked_by=_("erased") if found.asked_by == NOBODY else found.asked_by,
        status_word=word,
        status_css=css,
        changes=changes,
        overtaken=overtaken,
        address=found.portal_user.email,
        customer_name=found.customer.name,
        customer_href=holds(VIEW) and url_for("setup.customer", customer_id=found.customer_id),
        href=url_for("setup.change_request", request_id=found.request_id),
    )
