"""The page behind the confirmation mail: only its POST confirms (R3, D13)."""

from flask import abort, render_template, request

from billing.people import registration
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config.database import db
from config.limits import guesses
from config.pace import evenly
from mailers import confirmation
from portal import links
from portal.door import for_anyone, portal
from workers import queue


@portal.route("/confirmation/<token>", methods=["GET", "POST"])
@for_anyone
def confirm(token):
    link, dead = links.find(token, "confirmation")
    if dead:
        return dead
    if request.method != "POST":
        return render_template("portal/confirm.html", email=link.portal_user.email)
    try:
        registration.confirm(link)
    except registration.LinkSpent:
        abort(410)
    db.session.commit()
    return render_template("portal/confirmed.html")


@portal.post("/confirmation/again")
@for_anyone
@guesses
@evenly
def confirm_again():
    """The same answer whether somebody waits for a confirmation or not."""
    email = request.form.get("email", "")
    user = PortalUser.named(email)
    if user and not user.confirmed and user.password_hash:
        mail = confirmation.write(PortalLink.issue("confirmation", portal_user=user))
        db.session.commit()
        queue.wake("mail", mail.mail_id)
    return render_template("portal/registered.html", email=email, resend_href=None)
