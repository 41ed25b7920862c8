"""“Accept” and “Decline” of a request; of two who press at once one decides (D19, P21)."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from billing.people.pending import NoReason
from billing.people.refusal import Refused
from config.database import db
from mailers import request_accepted, request_declined
from setup.door import setup
from setup.requests import find, page
from setup.rights import DECIDE, requires
from workers.queue import wake

LONGEST = 1000  # characters of a reason


@setup.post("/requests/<request_id>/accept")
@requires(*DECIDE)
def accept_request(request_id):
    return decide(
        find(request_id), request_accepted, _("Request %(id)s is accepted.", id=request_id),
        lambda found, reason: found.accept(current_user, request.form.get("stamp"), reason),
    )


@setup.post("/requests/<request_id>/decline")
@requires(*DECIDE)
def decline_request(request_id):
    return decide(
        find(request_id), request_declined, _("Request %(id)s is declined.", id=request_id),
        lambda found, reason: found.decline(current_user, reason),
    )


def decide(found, letter, told, verb):
    """Call the verb and tell who asked, or say why not and change nothing."""
    reason = request.form.get("reason", "").replace("\r\n", "\n").strip()
    try:
        if len(reason) > LONGEST:
            return page(found, reason, _("Keep it to 1,000 characters.")), 422
        verb(found, reason)
    except NoReason as wrong:
        db.session.rollback()
        return page(found, reason, str(wrong)), 422
    except Refused as refused:
        db.session.rollback()
        flash(str(refused), "error")
        return redirect(url_for("setup.change_request", request_id=found.request_id))
    return conclude(found, letter, told)


def conclude(found, letter, told):
    mail = letter.write(found)
    db.session.commit()
    wake("mail", mail.mail_id)
    flash(told, "success")
    return redirect(url_for("setup.change_requests"))
