"""The page behind the invitation (R1): a password is chosen, then the address confirmed (R3)."""

from flask import abort, render_template

from billing.people import registration
from config.database import db
from mailers import confirmation
from portal import links
from portal.door import for_anyone, portal
from portal.forms import RegistrationForm
from portal.sign_in import RESEND
from workers import queue


@portal.route("/registration/<token>", methods=["GET", "POST"])
@for_anyone
def register(token):
    link, dead = links.find(token, "invitation")
    if dead:
        return dead
    if not registration.invited(link):
        abort(410)
    form = RegistrationForm()
    if form.validate_on_submit():
        return registered(link, form.password.data)
    contact = link.contact
    return render_template(
        "portal/register.html", form=form, email=contact.email, customer_name=contact.customer.name
    )


def registered(link, password):
    email = link.contact.email
    try:
        mail = confirmation.write(registration.register(link, password))
    except registration.LinkSpent:
        abort(410)
    db.session.commit()
    queue.wake("mail", mail.mail_id)
    return render_template("portal/registered.html", email=email, resend_href=RESEND)
