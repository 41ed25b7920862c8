"""One member of staff: the role, and what may be done with them now (S10, S12)."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from config.database import db
from setup.deciding import deciding
from setup.door import setup
from setup.rights import SETUP_EDIT, SETUP_VIEW, holds, requires
from setup.staff import grantable, role_wished
from setup.staff_changes import CHANGES
from setup.staff_words import standing
from tenants import authority
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
    person, role = find(staff_id), role_wished()
    if role is None:
        abort(404)
    authority.place(person, current_user, role)
    words = _("%(name)s has the role “%(role)s” now.", name=person.name, role=role.title)
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("setup.staff"))


def find(staff_id):
    return db.first_or_404(select(Staff).where(Staff.staff_id == staff_id))


def actions(person, factor):
    """From harmless to destructive; only what the visitor may and the person's state allows."""
    address = url_for("setup.staff_member", staff_id=person.staff_id)
    again = person.active and holds(SETUP_EDIT) and [
        entry(invitation_words(person), f"{address}/invitation", "post")]
    return (again or []) + [
        entry(_(change.label), f"{address}/{change.path}",
              "dialog" if change.question else "post", change.danger)
        for change in CHANGES
        if holds(change.rights) and change.offered(person, factor, current_user)
    ]


def invitation_words(person):
    if person.password_hash:
        return _("Send a link to a new password")
    return _("Resend invitation")


def entry(label, href, kind, danger=False):
    return {"label": label, "href": href, "kind": kind, "danger": danger}
