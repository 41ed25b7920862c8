"""The company selector (R7): another customer of the same login, without signing out."""

from flask import abort, g, redirect, request
from flask_login import current_user

from billing.people.portal_user import PortalVisit
from config.database import db
from portal.door import portal


@portal.post("/company")
def select_customer():
    """Only customers within reach are listed, and only those can be chosen."""
    wish = request.form.get("customer_id")
    if wish not in {customer_id for _, customer_id in current_user.customers}:
        abort(404)
    visit = db.session.get(PortalVisit, (g.tenant.tenant_id, current_user.visit_id))
    visit.customer_id = wish
    db.session.commit()
    return redirect("/portal")
