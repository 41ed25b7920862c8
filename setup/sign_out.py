"""“Sign out” in the menu of staff."""

from flask import current_app, g, redirect, url_for

from config.database import db
from setup.door import cookie_name, setup
from setup.enrolment import enrolling
from setup.rights import requires
from tenants import audit


@setup.post("/sign-out")
@requires()
@enrolling
def sign_out():
    audit.note("sign out", "staff", g.visitor.staff_id)
    g.visit.end()
    db.session.commit()
    answer = redirect(url_for("setup.login"))
    answer.delete_cookie(cookie_name(), secure=current_app.config["SECURE"])
    return answer
