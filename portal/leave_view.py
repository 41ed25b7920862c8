"""“Leave”: staff who looked at a customer's portal go back to its page (S14)."""

from flask import abort, current_app, g, redirect

from billing.people.customer_view import CustomerView
from config.database import db
from portal.door import portal, viewing_name
from tenants import audit


@portal.post("/leave-view")
def leave_view():
    if not g.visitor.looks_on:
        abort(404)
    db.session.delete(db.session.get(CustomerView, (g.tenant.tenant_id, g.visitor.visit_id)))
    audit.note("view as ended", "customer", g.visitor.customer_id,
               customer_id=g.visitor.customer_id)
    db.session.commit()
    answer = redirect(f"/setup/customers/{g.visitor.customer_id}")
    answer.delete_cookie(viewing_name(), secure=current_app.config["SECURE"])
    return answer
