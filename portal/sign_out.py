"""“Sign out” in the user menu (R11)."""

from flask import current_app, g, redirect
from flask_login import current_user

from billing.people.portal_user import PortalVisit
from config.database import db
from portal.door import cookie_name, portal
from tenants import audit


@portal.post("/sign-out")
def sign_out():
    audit.note("sign out", "portal_user", current_user.portal_user_id)
    db.session.get(PortalVisit, (g.tenant.tenant_id, current_user.visit_id)).end()
    db.session.commit()
    answer = redirect("/portal/login")
    answer.delete_cookie(cookie_name(), secure=current_app.config["SECURE"])
    return answer
