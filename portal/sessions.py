"""“Sessions” (R10): where the user is signed in, and the end of each."""

from types import SimpleNamespace

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user

from billing.people.portal_user import PortalVisit
from config.database import db
from portal.account import find_login
from portal.door import portal
from tenants.browser import browser_and_system

HERE = "/portal/account/sessions"
LISTED = 50


@portal.get("/account/sessions")
def sessions():
    visits = find_login().visits(LISTED, here=current_user.visit_id)
    running = [shown(visit) for visit in visits]
    most = LISTED if len(running) == LISTED else None
    return render_template("portal/account/sessions.html", sessions=running, most=most)


@portal.post("/account/sessions/<int(max=9223372036854775807):visit_id>/end")
def end_session(visit_id):
    db.first_or_404(
        db.select(PortalVisit).where(
            PortalVisit.visit_id == visit_id,
            PortalVisit.portal_user_id == current_user.portal_user_id,
        )
    ).end()
    db.session.commit()
    flash(_("The session has ended."), "success")
    return redirect(HERE)


@portal.post("/account/sessions/end")
def end_other_sessions():
    find_login().end_visits(keep=current_user.visit_id)
    db.session.commit()
    flash(_("You are signed out everywhere else."), "success")
    return redirect(HERE)


def shown(visit):
    return SimpleNamespace(
        device=device(*browser_and_system(visit.user_agent)),
        here=visit.visit_id == current_user.visit_id,
        signed_in_at=visit.created_date,
        seen_at=visit.seen_at,
        address=visit.address,
        end_href=f"{HERE}/{visit.visit_id}/end",
    )


def device(browser, system):
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("Unknown browser")
