"""A new password: behind the mailed link (R5), or with the old one under My account (P20)."""

from flask import abort, flash, redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user

from billing.people import registration
from config.database import db
from config.limits import own_guesses
from mailers import password_changed
from portal import links
from portal.account import find_login
from portal.door import for_anyone, portal
from portal.forms import ChangePasswordForm, ResetForm
from workers import queue


@portal.route("/password/<token>", methods=["GET", "POST"])
@for_anyone
def reset_password(token):
    link, dead = links.find(token, "reset")
    if dead:
        return dead
    form = ResetForm()
    if not form.validate_on_submit():
        return render_template("portal/reset.html", form=form, email=link.portal_user.email)
    try:
        registration.reset(link, form.password.data)
    except registration.LinkSpent:
        abort(410)
    announce(link.portal_user)
    flash(_("Your new password is set. You can sign in with it now."), "success")
    return redirect("/portal/login")


@portal.route("/account/password", methods=["GET", "POST"])
@own_guesses
def change_password():
    form = ChangePasswordForm()
    if form.validate_on_submit() and changed(form):
        flash(_("Your password has been changed. You were signed out everywhere else."), "success")
        return redirect("/portal/account")
    page = render_template("portal/account/password.html", form=form)
    return page, 422 if form.is_submitted() else 200


def changed(form):
    user = find_login()
    if not user.has_password(form.old_password.data):
        form.old_password.errors = [_("This is not your old password.")]
        return False
    user.set_password(form.new_password.data, keep=current_user.visit_id)
    announce(user)
    return True


def announce(user):
    """Tell the user by mail, so that nobody changes a password unnoticed; commits."""
    mail = password_changed.write(user)
    db.session.commit()
    queue.wake("mail", mail.mail_id)
