"""“Sessions” of staff: where one is signed in, and the end of each (S12)."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from setup.door import setup
from setup.rights import requires
from tenants.browser import browser_and_system
from tenants.staff import StaffVisit

LISTED = 50


@setup.get("/profile/sessions")
@requires()
def sessions():
    visits = current_user.visits(LISTED, here=g.visit.visit_id)
    running = [shown(visit) for visit in visits]
    most = LISTED if len(running) == LISTED else None
    return render_template("setup/profile/sessions.html", sessions=running, most=most)


@setup.post("/profile/sessions/<int(max=9223372036854775807):visit_id>/end")
@requires()
def end_session(visit_id):
    db.first_or_404(
        db.select(StaffVisit).where(StaffVisit.visit_id == visit_id,
                                    StaffVisit.staff_id == current_user.staff_id)
    ).end()
    db.session.commit()
    flash(_("The session has ended."), "success")
    return redirect(url_for("setup.sessions"))


@setup.post("/profile/sessions/end")
@requires()
def end_other_sessions():
    current_user.end_visits(keep=g.visit.visit_id)
    db.session.commit()
    flash(_("You are signed out everywhere else."), "success")
    return redirect(url_for("setup.sessions"))


def shown(visit):
    return {
        "device": device(*browser_and_system(visit.user_agent)),
        "here": visit.visit_id == g.visit.visit_id,
        "signed_in_at": visit.created_date,
        "seen_at": visit.seen_at,
        "address": visit.address,
        "end_href": url_for("setup.end_session", visit_id=visit.visit_id),
    }


def device(browser, system):
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("Unknown browser")
