"""Deactivate and reactivate a member of staff, invite them again, reset their second factor."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from setup.deciding import deciding
from setup.door import setup
from setup.rights import SETUP_DELETE, SETUP_EDIT, requires
from setup.staff import send
from setup.staff_member import MEMBER, find
from tenants import authority
from tenants.second_factor import SecondFactor


@setup.get(f"{MEMBER}/deactivation")
@requires(*SETUP_DELETE)
def new_deactivation(staff_id):
    return ask("deactivate", find(staff_id))


@setup.post(f"{MEMBER}/deactivation")
@requires(*SETUP_DELETE)
@deciding
def deactivate_staff(staff_id):
    """Ends their visits, so that the next request of theirs finds the door closed."""
    person = find(staff_id)
    authority.deactivate(person, current_user)
    return done(_("%(name)s is deactivated and signed out everywhere.", name=person.name))


@setup.post(f"{MEMBER}/reactivation")
@requires(*SETUP_EDIT)
@deciding
def reactivate_staff(staff_id):
    person = find(staff_id)
    authority.reactivate(person, current_user)
    return done(_("%(name)s can sign in again.", name=person.name))


@setup.post(f"{MEMBER}/invitation")
@requires(*SETUP_EDIT)
@deciding
def reinvite_staff(staff_id):
    person = find(staff_id)
    authority.must_cover(current_user, person.role.held)
    if not person.active:
        abort(409)
    send(person)
    return redirect(url_for("setup.staff_member", staff_id=staff_id))


@setup.get(f"{MEMBER}/second-factor/reset")
@requires(*SETUP_EDIT)
def new_factor_reset(staff_id):
    return ask("reset_factor", find(staff_id))


@setup.post(f"{MEMBER}/second-factor/reset")
@requires(*SETUP_EDIT)
@deciding
def factor_reset(staff_id):
    """Of another only: one's own is turned off with password and code."""
    person = find(staff_id)
    authority.must_cover(current_user, person.role.held)
    if person.staff_id == current_user.staff_id:
        abort(403)
    factor = SecondFactor.of(person, lock=True)
    if factor:
        db.session.delete(factor)
    person.end_visits()
    return done(_("%(name)s signs in with the password alone until a new one is set up.",
                  name=person.name))


def ask(question, person):
    return render_template(
        f"setup/staff/{question}.html", member=person, action_href=request.path,
        back_href=url_for("setup.staff_member", staff_id=person.staff_id), problem=None,
    )


def done(words):
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("setup.staff"))
