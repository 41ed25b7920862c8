"""“Enable” and “Disable Portal Access” of ticked customers, all of them or none (A6, D2)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from billing.people import access
from billing.people.customer import Customer
from config.database import db
from setup.door import setup
from setup.refusals import back
from setup.rights import DISABLE, ENABLE, requires


@setup.get("/portal-access/disable")
@requires(*DISABLE)
def new_disabling():
    return ask("disable")


@setup.post("/portal-access/disable")
@requires(*DISABLE)
def disabling():
    access.close_gates(ticked(request.form))
    return done(_("Portal access for the selected customer(s) has been disabled."))


@setup.get("/portal-access/enable")
@requires(*ENABLE)
def new_enabling():
    return ask("enable")


@setup.post("/portal-access/enable")
@requires(*ENABLE)
def enabling():
    access.open_gates(ticked(request.form))
    return done(_("Portal access for the selected customer(s) has been enabled."))


def ask(question):
    if not request.args.getlist("customer_id"):
        flash(_("Select one or more customers first."), "error")
        return redirect(url_for("setup.customers"))
    return render_template(
        f"setup/customers/{question}.html",
        action_href=request.path,
        back_href=back(),
        problem=None,
        customers=ticked(request.args),
    )


def ticked(sent):
    """The customers named, locked in one order; 404 when one of them is not the company's own."""
    ids = set(sent.getlist("customer_id"))
    query = select(Customer).where(Customer.customer_id.in_(ids)).order_by(Customer.customer_id)
    found = db.session.scalars(query.with_for_update()).all()
    if not ids or len(found) != len(ids):
        abort(404)
    return found


def done(words):
    db.session.commit()
    flash(words, "success")
    return redirect(back())
