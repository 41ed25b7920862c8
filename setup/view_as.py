"""“View as customer”: the portal as a customer sees it, to look at for half an hour (S14)."""

from flask import current_app, g, redirect

from billing.people.customer_view import LASTS, CustomerView
from config.database import db
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import VIEW_AS, requires
from tenants import audit


@setup.post("/customers/<customer_id>/view-as")
@requires(*VIEW_AS)
def view_as(customer_id):
    """The staff visit's own cookie opens nothing in the portal; this one opens nothing else."""
    customer = customer_of_ours(customer_id)
    secret = CustomerView.begin(customer, g.visit)
    audit.note("view as", "customer", customer_id, customer_id=customer_id)
    db.session.commit()
    answer, secure = redirect("/portal"), current_app.config["SECURE"]
    answer.set_cookie("__Host-viewing" if secure else "viewing", secret, max_age=LASTS,
                      httponly=True, samesite="Lax", secure=secure)
    return answer
