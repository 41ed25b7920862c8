"""“Staff”: the company's own people, and which roles the visitor may give them (S12)."""

from flask import g, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import func, select

from config.database import db
from setup.door import setup
from setup.rights import SETUP_ADD, SETUP_EDIT, SETUP_LIST, SETUP_VIEW, holds, requires
from setup.staff_words import standing
from tenants.role import Role
from tenants.second_factor import SecondFactor
from tenants.staff import Staff


@setup.get("/staff")
@requires(*SETUP_LIST)
def staff():
    people = select(Staff).order_by(Staff.active.desc(), func.lower(Staff.name), Staff.staff_id)
    secured = SecondFactor.holders()
    return render_template(
        "setup/staff/index.html",
        people=[row(each, each.staff_id in secured) for each in db.session.scalars(people)],
        new_href=holds(SETUP_ADD) and url_for("setup.new_staff"),
        required=g.tenant.staff_second_factor,
        changes=holds(SETUP_EDIT),
    )


def row(person, secured):
    return {
        "name": person.name, "email": person.email, "role": person.role.title,
        "href": holds(SETUP_VIEW) and url_for("setup.staff_member", staff_id=person.staff_id),
        "secured": secured, **standing(person),
    }


def grantable():
    """The roles that the visitor may give: those whose every right they hold."""
    found = db.session.scalars(select(Role).order_by(func.lower(Role.name))).all()
    return [(str(role.role_id), role.title) for role in found
            if role.held <= current_user.role.held]


def role_wished():
    """The role that a form names, whether the visitor may give it or not; None if it names none."""
    wish = request.form.get("role_id", "")
    if not (wish.isdecimal() and len(wish) < 19):
        return None
    return db.first_or_404(select(Role).where(Role.role_id == int(wish)))
