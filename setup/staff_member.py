"""One member of staff: the role, and what may be done with them now (S10, S12)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from config.database import db
from setup.deciding import deciding
from setup.door import setup
from setup.rights import SETUP_DELETE, SETUP_EDIT, SETUP_VIEW, holds, requires
from setup.staff import grantable
from setup.staff_words import standing
from tenants import authority
from tenants.role import Role
from tenants.second_factor import SecondFactor
from tenants.staff import Staff

MEMBER = "/staff/<int(max=9223372036854775807):staff_id>"


@setup.get(MEMBER)
@requires(*SETUP_VIEW)
def staff_member(staff_id):
    person = find(staff_id)
    above = not person.role.held <= current_user.role.held
    factor = SecondFactor.of(person)
    return render_template(
        "setup/staff/show.html",
        member=person,
        own=person.staff_id == current_user.staff_id,
        secured=factor is not None and factor.on,
        roles=holds(SETUP_EDIT) and not above and grantable(),
        above=above,
        actions=[] if above else actions(person, factor),
        **standing(person),
    )


@setup.post(f"{MEMBER}/role")
@requires(*SETUP_EDIT)
@deciding
def change_role(staff_id):
    person, wish = find(staff_id), request.form.get("role_id", "")
    if not (wish.isdecimal() and len(wish) < 19):
        abort(404)
    role = db.first_or_404(select(Role).where(Role.role_id == int(wish)))
    authority.place(person, current_user, role)
    words = _("%(name)s has the role “%(role)s” now.", name=person.name, role=role.name)
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("setup.staff"))


def find(staff_id):
    return db.first_or_404(select(Staff).where(Staff.staff_id == staff_id))


def actions(person, factor):
    """From harmless to destructive; only what the visitor may and the person's state allows."""
    menu = []
    if holds(SETUP_EDIT) and person.active:
        words = _("Send a link to a new password") if person.password_hash else _(
            "Resend invitation")
        menu.append(entry(words, "setup.reinvite_staff", person, "post"))
    if holds(SETUP_EDIT) and not person.active:
        menu.append(entry(_("Reactivate"), "setup.reactivate_staff", person, "post"))
    if holds(SETUP_EDIT) and factor and person.staff_id != current_user.staff_id:
        menu.append(entry(_("Reset second factor"), "setup.new_factor_reset", person, "dialog"))
    if holds(SETUP_DELETE) and person.active:
        menu.append(entry(_("Deactivate"), "setup.new_deactivation", person, "dialog", True))
    return menu


def entry(label, endpoint, person, kind, danger=False):
    href = url_for(endpoint, staff_id=person.staff_id)
    return {"label": label, "href": href, "kind": kind, "danger": danger}
