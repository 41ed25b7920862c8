"""Behind the links of staff: a first password, or another (S12, T4, R5). Only the POST uses it up.
"""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from config.database import db
from setup.door import for_anyone, setup
from setup.forms import NewPassword
from setup.notices import tell
from tenants.staff_link import StaffLink


@setup.get("/password/<token>")
@for_anyone
def new_password(token):
    link = find(token)
    return page(link, NewPassword()) if good(link) else dead(link)


@setup.post("/password/<token>")
@for_anyone
def set_password(token):
    link, form = find(token), NewPassword()
    if not good(link):
        return dead(link)
    if not form.validate():
        return page(link, form), 422
    first = link.staff.password_hash is None
    if not link.set_password(form.password.data):
        return dead(link)
    if first:
        db.session.commit()
    else:
        tell(link.staff, "password reset")
    flash(_("Your password is set. Sign in with it."), "success")
    return redirect(url_for("setup.login"))


def find(token):
    return StaffLink.behind(token) or abort(404)


def good(link):
    return link.usable and link.staff.active


def page(link, form):
    return render_template("setup/password.html", form=form, staff_member=link.staff)


def dead(link):
    """Why it opens nothing any more; nobody who was dismissed is told so."""
    ran_out = link.expired and not (link.used_at or link.revoked_at)
    return render_template("setup/link_dead.html", kind=link.purpose, ran_out=ran_out), 410
