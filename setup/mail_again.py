"""Sending a mail again, or all that failed (S15); the second asks first, with their number."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from config.database import db
from mailers import mail_log as log
from mailers import mail_state
from setup.door import setup
from setup.mail_log import find
from setup.rights import SETUP_EDIT, requires
from tenants import audit
from workers.queue import wake


@setup.post("/mail-log/<uuid:mail_id>/again")
@requires(*SETUP_EDIT)
def send_mail_again(mail_id):
    found = find(mail_id)
    if not mail_state.can_go_again(found):
        flash(_("This mail is on its way."), "error")
        return redirect(url_for("setup.mail", mail_id=mail_id))
    (sent,) = send([found])
    flash(_("The mail to %(recipient)s is sent again.", recipient=found.recipient), "success")
    return redirect(url_for("setup.mail", mail_id=sent))


@setup.get("/mail-log/again")
@requires(*SETUP_EDIT)
def ask_failed_mails():
    failed = wished(request.args)
    return render_template(
        "setup/mail_log/again.html", count=len(failed), fields=log.Wish(request.args).arguments,
        action_href=url_for("setup.send_failed_mails"), back_href=url_for("setup.mails"),
        problem=None if failed else _("No mail of these has failed."), most=log.MOST)


@setup.post("/mail-log/again")
@requires(*SETUP_EDIT)
def send_failed_mails():
    count = len(send(wished(request.form)))
    flash(ngettext("%(num)s mail is sent again.", "%(num)s mails are sent again.", count),
          "success" if count else "info")
    return redirect(url_for("setup.mails"))


def wished(sent):
    wish = log.Wish(sent)
    return abort(404) if wish.mistaken else wish.failed()


def send(mails):
    """The ids of the mails that go out now."""
    ids = []
    for each in mails:
        before = {"state": mail_state.state_of(each), "reason": each.reason}
        copy = each.again()
        audit.note("mail resent", "mail", copy.mail_id, template=each.template,
                   recipient=each.recipient, **before)
        ids.append(copy.mail_id)
    db.session.commit()
    for mail_id in ids:
        wake("mail", mail_id)
    return ids
