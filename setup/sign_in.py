"""/setup/login: staff sign in apart from portal users (D1, S12)."""

import re

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from config.database import db
from config.limits import failures
from setup.door import cookie_name, for_anyone, setup
from setup.forms import SignIn
from tenants import audit, password
from tenants.second_factor import SecondFactor
from tenants.staff import Staff, StaffVisit

OURS = re.compile(r"/setup([/?][!-~]*)?")


@setup.get("/login")
@for_anyone
def login():
    if g.visitor:
        return redirect(url_for("setup.start"))
    return render_template("setup/login.html", form=SignIn())


@setup.post("/login")
@for_anyone
@failures
def sign_in():
    form = SignIn()
    person = recognised(form) if form.validate() else None
    if person is None:
        audit.sign_in_failed("staff", form.email.data, "no such password")
        return render_template("setup/login.html", form=form), 401
    return half_way(person) if SecondFactor.protects(person) else come_in(person, onward())


def half_way(person):
    """The password is right; what else is needed is asked for on a page of its own."""
    secret = StaffVisit.begin_half(request.user_agent.string, staff_id=person.staff_id,
                                   address=request.remote_addr or "")[1]
    db.session.commit()
    wish = {"next": onward()} if "next" in request.args else {}
    return with_cookie(redirect(url_for("setup.login_code", **wish)), secret)


def come_in(person, where):
    """Begin a visit under a fresh secret, whatever the browser has shown before."""
    audit.signed_in(person)
    secret = StaffVisit.begin(request.user_agent.string, staff_id=person.staff_id,
                              address=request.remote_addr or "")[1]
    db.session.commit()
    return with_cookie(redirect(where), secret)


def with_cookie(answer, secret):
    secure = current_app.config["SECURE"]
    answer.set_cookie(cookie_name(), secret, httponly=True, samesite="Lax", secure=secure)
    return answer


def recognised(form):
    """Who has this address and password; as slow, and the same words, for an unknown address."""
    person = Staff.named(form.email.data)
    if password.matches(person and person.password_hash, form.password.data):
        return person
    form.form_errors.append(_("The e-mail address or the password is not right."))
    return None


def onward():
    """Where they wanted to go, if that is a page of ours."""
    wish = request.args.get("next", "")
    return wish if OURS.fullmatch(wish) else url_for("setup.start")
