"""“Your profile”: who one is here, and the ways to one's own sign-in (S12)."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired, ValidationError

from config.database import db
from config.limits import own_guesses
from setup.door import setup
from setup.rights import requires
from tenants import password
from tenants.second_factor import SecondFactor


class ChangePassword(FlaskForm):
    old_password = PasswordField(
        later("Old password"), [InputRequired(later("Enter your old password."))]
    )
    new_password = PasswordField(
        later("New password"), [InputRequired(later("Enter a new password."))]
    )

    def validate_old_password(self, field):
        if not current_user.has_password(field.data):
            raise ValidationError(_("This is not your old password."))

    def validate_new_password(self, field):
        weakness = password.weakness(field.data)
        if weakness:
            raise ValidationError(_(weakness))


@setup.get("/profile")
@requires()
def profile():
    factor = SecondFactor.of(current_user)
    return render_template("setup/profile/show.html", me=current_user,
                           secured=factor is not None and factor.on)


@setup.get("/profile/password")
@requires()
def own_password():
    return render_template("setup/profile/password.html", form=ChangePassword())


@setup.post("/profile/password")
@requires()
@own_guesses
def change_own_password():
    """The other visits end: whoever had the old password is out."""
    form = ChangePassword()
    if not form.validate():
        return render_template("setup/profile/password.html", form=form), 422
    current_user.set_password(form.new_password.data, keep=g.visit.visit_id)
    db.session.commit()
    flash(_("Your password has been changed. You were signed out everywhere else."), "success")
    return redirect(url_for("setup.profile"))
