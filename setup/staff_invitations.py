"""“Invite”: a new member of staff, and the mail with which they set a password (S12)."""

from email_validator import EmailNotValidError, validate_email
from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from mailers import staff_invitation
from setup.deciding import deciding
from setup.door import setup
from setup.rights import SETUP_ADD, SETUP_EDIT, requires
from setup.staff import grantable, role_wished
from setup.staff_member import MEMBER, find
from tenants import authority
from tenants.objection import AddressTaken
from tenants.staff_link import StaffLink
from workers.queue import wake

LONGEST = 100


@setup.get("/staff/new")
@requires(*SETUP_ADD)
def new_staff():
    return page({"name": "", "email": ""}, {})


@setup.post("/staff")
@requires(*SETUP_ADD)
@deciding
def invite_staff():
    typed = {"name": " ".join(request.form.get("name", "").split()),
             "email": request.form.get("email", "").strip().lower()}
    role = role_wished()
    wrong = faults(role=role, **typed)
    if not wrong:
        try:
            send(authority.invite(current_user, typed["email"], typed["name"], role))
            return redirect(url_for("setup.staff"))
        except AddressTaken as taken:
            wrong = {"email": str(taken)}
    db.session.rollback()
    return page(typed, wrong), 422


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


def send(person):
    """Mail the link to set a password; what an older mail carried is dead. Commits."""
    mail = staff_invitation.write(StaffLink.invite(person))
    name = person.name
    db.session.commit()
    wake("mail", mail.mail_id)
    flash(_("A link to set a password is on its way to %(name)s.", name=name), "success")


def faults(name, email, role):
    """What is wrong, by field."""
    wrong = {}
    if not name:
        wrong["name"] = _("Enter a name.")
    elif len(name) > LONGEST:
        wrong["name"] = _("Keep it to %(count)s characters.", count=LONGEST)
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        wrong["email"] = _("Enter a valid e-mail address.")
    if role is None:
        wrong["role_id"] = _("Choose a role.")
    return wrong


def page(typed, wrong):
    values = typed | {"role_id": request.form.get("role_id", "")}
    return render_template("setup/staff/new.html", wrong=wrong, values=values, roles=grantable())
