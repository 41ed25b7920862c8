"""“Your profile”: who one is here, and the ways to one's own sign-in (S12)."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.limits import own_guesses
from setup.door import setup
from setup.forms import ChangePassword
from setup.notices import tell
from setup.rights import requires
from tenants.second_factor import SecondFactor
from tenants.staff_link import StaffLink


@setup.get("/profile")
@requires()
def profile():
    return render_template("setup/profile/show.html", me=current_user,
                           secured=SecondFactor.protects(current_user))


@setup.get("/profile/password")
@requires()
def own_password():
    return render_template("setup/profile/password.html", form=ChangePassword())


@setup.post("/profile/password")
@requires()
@own_guesses
def change_own_password():
    """The other visits end, and mailed links are dead: whoever had the old password is out."""
    form = ChangePassword()
    if not form.validate():
        return render_template("setup/profile/password.html", form=form), 422
    current_user.set_password(form.new_password.data, keep=g.visit.visit_id)
    StaffLink.revoke(current_user)
    tell(current_user, "password changed")
    flash(_("Your password has been changed. You were signed out everywhere else."), "success")
    return redirect(url_for("setup.profile"))
