"""“Staff”: the company's own people, and which roles the visitor may give them (S12)."""

from urllib.parse import urlencode

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from sqlalchemy import func, select

from config.database import db
from config.languages import number
from config.tally import COUNTED
from setup.door import setup
from setup.rights import SETUP_ADD, SETUP_EDIT, SETUP_LIST, SETUP_VIEW, holds, requires
from setup.staff_words import standing
from tenants import staff_roster
from tenants.role import Role
from tenants.second_factor import SecondFactor
from tenants.staff import Staff


@setup.get("/staff")
@requires(*SETUP_LIST)
def staff():
    q = request.args.get("q", "").strip()
    if "\0" in q:
        abort(404)
    page = staff_roster.page(q, known("after"), known("before"))
    secured = SecondFactor.holders()
    return render_template(
        "setup/staff/index.html", q=q, count_text=count_text(staff_roster.count(q)),
        people=[row(each, each.staff_id in secured) for each in page.people],
        before_href=page.before and address(q, before=page.before),
        after_href=page.after and address(q, after=page.after),
        new_href=holds(SETUP_ADD) and url_for("setup.new_staff"),
        required=g.tenant.staff_second_factor,
        changes=holds(SETUP_EDIT),
    )


def known(name):
    """Beside whom the page lies, None where the address does not say; 404 for what is nobody's."""
    said = request.args.get(name, "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) < 19):
        abort(404)
    return db.first_or_404(select(Staff).where(Staff.staff_id == int(said))).staff_id


def address(q, **place):
    return "?" + urlencode(({"q": q} if q else {}) | place)


def count_text(count):
    if count > COUNTED:
        return _("%(count)s+ people", count=number(COUNTED))
    return ngettext("%(num)s person", "%(num)s people", count)


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
