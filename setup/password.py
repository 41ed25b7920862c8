"""Behind the staff invitation: set a password (S12, T4). Only the POST uses the link up."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import ValidationError

from config.database import db
from setup.door import for_anyone, setup
from tenants import password
from tenants.staff_link import StaffLink


class NewPassword(FlaskForm):
    password = PasswordField(lazy_gettext("Password"))

    def validate_password(self, field):
        weakness = password.weakness(field.data or "")
        if weakness:
            raise ValidationError(_(weakness))


@setup.get("/password/<token>")
@for_anyone
def new_password(token):
    return page(good(token), NewPassword())


@setup.post("/password/<token>")
@for_anyone
def set_password(token):
    link, form = good(token), NewPassword()
    if not form.validate():
        return page(link, form), 422
    if not link.use_up():
        abort(410)
    link.staff.set_password(form.password.data)
    db.session.commit()
    flash(_("Your password is set. Sign in with it."), "success")
    return redirect(url_for("setup.login"))


def good(token):
    """The link of the token; 404 when there never was one, 410 when it opens nothing any more."""
    link = StaffLink.find(token, "invitation")
    if link is None:
        abort(404)
    if not (link.usable and link.staff.active):
        abort(410)
    return link


def page(link, form):
    return render_template("setup/password.html", form=form, staff_member=link.staff)
