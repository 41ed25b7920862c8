"""“Staff”: the company's own people, and the mail that invites one more (S12)."""

from email_validator import EmailNotValidError, validate_email
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import func, select

from config.database import db
from mailers import staff_invitation
from setup.deciding import deciding
from setup.door import setup
from setup.rights import SETUP_ADD, SETUP_LIST, SETUP_VIEW, holds, requires
from setup.staff_words import standing
from tenants import authority
from tenants.role import Role
from tenants.second_factor import SecondFactor
from tenants.staff import Staff
from tenants.staff_link import StaffLink
from workers.queue import wake

LONGEST = 100


@setup.get("/staff")
@requires(*SETUP_LIST)
def staff():
    people = select(Staff).order_by(Staff.active.desc(), func.lower(Staff.name), Staff.staff_id)
    secured = set(db.session.scalars(
        select(SecondFactor.staff_id).where(SecondFactor.confirmed_at.is_not(None))))
    return render_template(
        "setup/staff/index.html",
        people=[row(each, each.staff_id in secured) for each in db.session.scalars(people)],
        new_href=holds(SETUP_ADD) and url_for("setup.new_staff"),
    )


@setup.get("/staff/new")
@requires(*SETUP_ADD)
def new_staff():
    return page({})


@setup.post("/staff")
@requires(*SETUP_ADD)
@deciding
def invite_staff():
    wrong = faults(request.form)
    if not wrong:
        try:
            return invited(request.form)
        except authority.AddressTaken as taken:
            wrong = {"email": str(taken)}
    db.session.rollback()
    return page(wrong), 422


def invited(form):
    role = db.first_or_404(select(Role).where(Role.role_id == int(form["role_id"])))
    person = authority.invite(current_user, address(form), typed(form, "name"), role)
    send(person)
    return redirect(url_for("setup.staff"))


def send(person):
    """Mail the link to set a password; what an older mail carried is dead. Commits."""
    mail = staff_invitation.write(StaffLink.invite(person))
    name = person.name
    db.session.commit()
    wake("mail", mail.mail_id)
    flash(_("A link to set a password is on its way to %(name)s.", name=name), "success")


def faults(form):
    """What is wrong, by field."""
    wrong, name = {}, typed(form, "name")
    if not 0 < len(name) <= LONGEST:
        wrong["name"] = _("Enter a name of at most %(count)s characters.", count=LONGEST)
    try:
        validate_email(address(form), check_deliverability=False)
    except EmailNotValidError:
        wrong["email"] = _("Enter a valid e-mail address.")
    if not (form.get("role_id", "").isdecimal() and len(form["role_id"]) < 19):
        wrong["role_id"] = _("Choose a role.")
    return wrong


def typed(form, name):
    return " ".join(form.get(name, "").split())


def address(form):
    return form.get("email", "").strip().lower()


def page(wrong):
    values = {name: request.form.get(name, "") for name in ("name", "email", "role_id")}
    return render_template("setup/staff/new.html", wrong=wrong, values=values, roles=grantable())


def grantable():
    """The roles that the visitor may give: those whose every right they hold."""
    found = db.session.scalars(select(Role).order_by(func.lower(Role.name))).all()
    return [(str(role.role_id), role.name) for role in found
            if role.held <= current_user.role.held]


def row(person, secured):
    return {
        "name": person.name, "email": person.email, "role": person.role.name,
        "href": holds(SETUP_VIEW) and url_for("setup.staff_member", staff_id=person.staff_id),
        "secured": secured, **standing(person),
    }
