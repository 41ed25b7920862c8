"""What staff do about what a gateway has left open: ask, and write down what they found (D8)."""

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from billing.gateways.errors import GatewayError
from billing.ledger.order import ask
from billing.ledger.review_note import ReviewNote
from billing.ledger.webhook_event import WebhookEvent
from config.database import db
from setup import review_words as words
from setup.door import setup
from setup.review import ONE, find, href, key, page
from setup.rights import REVIEW, requires
from tenants import audit
from workers import payments, refunds

LONGEST = 2000  # characters of a note


@setup.post(f"{ONE}/question")
@requires(*REVIEW)
def ask_gateway_again(kind, order_id):
    """The same question as the janitor's, now; nothing is charged by it."""
    found = find(kind, order_id)
    here = href(found)
    if not found.open:
        flash(words.outcome(found), "info")
        return redirect(here)
    noted(found, "gateway asked")
    try:
        CONCLUDE[kind](order_id, ask(found))
    except GatewayError:
        db.session.rollback()
        flash(_("The gateway is not set up, so it cannot be asked."), "error")
        return redirect(here)
    flash(words.outcome(find(kind, order_id)), "info")
    return redirect(here)


@setup.post(f"{ONE}/notes")
@requires(*REVIEW)
def add_review_note(kind, order_id):
    found = find(kind, order_id)
    text, wrong = written()
    if wrong:
        return page(found, text, wrong), 422
    write_down(found, "note", text)
    db.session.commit()
    flash(_("The note is kept."), "success")
    return redirect(href(found))


@setup.post("/review/charge-backs/<uuid:webhook_event_id>/seen")
@requires(*REVIEW)
def mark_charge_back_seen(webhook_event_id):
    found = db.get_or_404(WebhookEvent, (g.tenant.tenant_id, webhook_event_id))
    if found.state == "unmatched":
        found.become("seen")
        audit.note("seen", "webhook_event", found.event_id, reference=found.reference)
        db.session.commit()
        flash(_("It is off the list."), "success")
    return redirect(url_for("setup.payments_to_review"))


def written():
    """(what was typed, why it cannot be kept or None)."""
    text = request.form.get("note", "").replace("\r\n", "\n").strip()
    if not text:
        return text, _("Write what you found out.")
    return text, _("Keep it to 2,000 characters.") if len(text) > LONGEST else None


def write_down(found, verb, text):
    db.session.add(ReviewNote(subject_id=key(found), text=text, noted_by=current_user.name))
    noted(found, verb, note=text)


def noted(found, verb, **facts):
    audit.note(verb, found.__tablename__, key(found), customer_id=found.customer_id, **facts)


CONCLUDE = {"payments": payments.conclude, "refunds": refunds.conclude}
