"""The dry run for very many customers: a worker's, and sent at a second press (A10)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from billing.people.bulk_invite import BulkInvite
from billing.people.customer import Customer
from config.database import db
from setup.door import setup
from setup.rights import ENABLE, requires
from setup.selection import Selection, agree
from workers.queue import wake


def ask(selection):
    """The question before very many are checked."""
    return render_template("setup/bulk_invitations/check.html", selection=selection,
                           count=selection.count)


@setup.post("/bulk-invitations/checks")
@requires(*ENABLE)
def bulk_check():
    selection = Selection.of(request.form)
    query = selection.narrowed(select(Customer.customer_id))
    bulk = BulkInvite.begin("invite", query, current_user.name, "checking")
    if bulk.total < len(selection.ids):
        abort(404)
    agree(bulk.total, request.form)
    return going(bulk)


@setup.post("/bulk-invitations/<uuid:bulk_invite_id>/sending")
@requires(*ENABLE)
def bulk_sending(bulk_invite_id):
    bulk = db.first_or_404(select(BulkInvite).where(
        BulkInvite.bulk_invite_id == bulk_invite_id, BulkInvite.verb == "invite"))
    if not bulk.send():
        flash(_("These invitations are being sent already."), "info")
    return going(bulk)


def going(bulk):
    db.session.commit()
    wake("bulk_invite", bulk.bulk_invite_id)
    return redirect(url_for("setup.bulk_invitations", bulk_invite_id=bulk.bulk_invite_id))
