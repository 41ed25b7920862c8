"""/setup/login/code: the second half of signing in, for who has a second factor (S12)."""

from flask import abort, redirect, render_template, request, url_for

from setup.codes import accepted
from setup.door import cookie_name, for_anyone, setup
from setup.notices import tell
from setup.sign_in import come_in, onward
from tenants import audit
from tenants.second_factor import SecondFactor
from tenants.staff import StaffVisit


@setup.get("/login/code")
@for_anyone
def login_code():
    if half() is None:
        return redirect(url_for("setup.login"))
    return render_template("setup/code.html", wrong=None)


@setup.post("/login/code")
@for_anyone
def check_code():
    """Guesses are counted at the person, so that a new half begun by the password helps nobody."""
    visit = half()
    if visit is None:
        return redirect(url_for("setup.login"))
    factor = SecondFactor.of(visit.staff, lock=True)
    if factor is None or not factor.on:
        abort(409)
    person, left, barred = visit.staff, factor.left, factor.barred_until
    good, wrong = accepted(factor.accepts)
    if not good:
        if factor.barred_until != barred:
            tell(person, "codes barred")
        audit.sign_in_failed("staff", person.email, "no such code")
        return render_template("setup/code.html", wrong=wrong), 401
    visit.end()
    if factor.left < left:
        tell(person, "code used", by=person.actor, left=factor.left)
    return come_in(person, onward())


def half():
    secret = request.cookies.get(cookie_name())
    return secret and StaffVisit.half_under(secret) or None
