"""“Enable” and “Disable Portal Access” of ticked customers, all of them or none (A6, D2)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from billing.people import access
from billing.people.bulk_invite import BulkInvite
from billing.people.customer import Customer
from config.database import db
from setup.door import setup
from setup.refusals import back
from setup.rights import DISABLE, ENABLE, requires
from setup.selection import Selection, agree
from workers import taking_back
from workers.queue import wake

NAMED = 100  # customers that a question names


@setup.get("/portal-access/disable")
@requires(*DISABLE)
def new_disabling():
    return ask("disable")


@setup.post("/portal-access/disable")
@requires(*DISABLE)
def disabling():
    selection = Selection.of(request.form)
    if selection.large:
        return begin("disable", selection)
    ids = [one.customer_id for one in changed(selection, access.close_gates)]
    db.session.commit()
    taking_back.from_customers(ids)
    return done(_("Portal access for the selected customer(s) has been disabled."))


@setup.get("/portal-access/enable")
@requires(*ENABLE)
def new_enabling():
    return ask("enable")


@setup.post("/portal-access/enable")
@requires(*ENABLE)
def enabling():
    selection = Selection.of(request.form)
    if selection.large:
        return begin("enable", selection)
    changed(selection, access.open_gates)
    db.session.commit()
    return done(_("Portal access for the selected customer(s) has been enabled."))


def ask(question):
    selection = Selection.of(request.args)
    large = selection.large
    named = selection.customers(most=NAMED if large else None)
    return render_template(
        f"setup/customers/{question}.html",
        action_href=request.path,
        back_href=back(),
        problem=None,
        customers=named[:NAMED],
        count=selection.count if large else len(named),
        large=large,
        fields=selection.fields,
    )


def changed(selection, change):
    """The customers named, locked in one order; 404 when one of them is not the company's own."""
    found = selection.customers(lock=True)
    agree(len(found), request.form)
    change(found)
    return found


def begin(verb, selection):
    """The rest is a worker's; its page tells how far it is."""
    query = selection.narrowed(select(Customer.customer_id))
    bulk = BulkInvite.begin(verb, query, current_user.name)
    agree(bulk.total, request.form)
    db.session.commit()
    wake("bulk_invite", bulk.bulk_invite_id)
    return redirect(url_for("setup.bulk_access", bulk_invite_id=bulk.bulk_invite_id))


def done(words):
    flash(words, "success")
    return redirect(back())
