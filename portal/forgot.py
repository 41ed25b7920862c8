"""“Forgot Password” (R5): the same answer whether the address is known or not."""

from flask import render_template

from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config.database import db
from config.limits import guesses
from config.pace import evenly
from mailers import reset
from portal.door import for_anyone, portal
from portal.forms import ForgotForm
from workers import queue


@portal.route("/forgot", methods=["GET", "POST"])
@for_anyone
@guesses
@evenly
def forgot():
    form = ForgotForm()
    if not form.validate_on_submit():
        return render_template("portal/forgot.html", form=form)
    send_link(form.email.data)
    return render_template("portal/forgot.html", form=form, sent_to=form.email.data)


def send_link(email):
    user = PortalUser.named(email)
    if user is None:
        return
    mail = reset.write(PortalLink.issue("reset", portal_user=user))
    db.session.commit()
    queue.wake("mail", mail.mail_id)
