"""“Send Portal Invites” to many: a dry run, then the press, then what became of each (A10)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from billing.people import dry_run
from billing.people.bulk_invite import BulkInvite
from billing.people.bulk_work import WORK
from billing.people.customer import Customer
from config.database import db
from setup import bulk_checks
from setup.door import setup
from setup.rights import ENABLE, requires
from setup.selection import Selection
from workers import bulk_invites
from workers.queue import wake

SHOWN = 100  # rows of a page; thousands would take the browser longer than the server


@setup.get("/bulk-invitations/new")
@requires(*ENABLE)
def new_bulk_invitation():
    selection = Selection.of(request.args)
    if selection.large:
        return bulk_checks.ask(selection)
    found = dry_run.expected(selection.customers())
    return render_template(
        "setup/bulk_invitations/new.html",
        selection=selection,
        good=sum(not each.reason for each in found),
        bad=sum(bool(each.reason) for each in found),
        pages=pages(found),
        rows=found[start() : start() + SHOWN],
    )


@setup.post("/bulk-invitations")
@requires(*ENABLE)
def bulk_invitation():
    selection = Selection.of(request.form)
    if selection.large:
        return redirect(f"/setup/bulk-invitations/new?{selection.address}")
    good = [each.customer.customer_id for each in dry_run.expected(selection.customers())
            if not each.reason]
    if request.form.get("expected") != str(len(good)) or not good:
        flash(_("The list has changed meanwhile. Please look at it again."), "error")
        return redirect(f"/setup/bulk-invitations/new?{selection.address}")
    bulk = begin(good)
    return redirect(url_for("setup.bulk_invitations", bulk_invite_id=bulk.bulk_invite_id))


@setup.get("/bulk-invitations/<uuid:bulk_invite_id>")
@requires(*ENABLE)
def bulk_invitations(bulk_invite_id):
    found = find(bulk_invite_id)
    left = dict(map(tuple, found.left_out(SHOWN)))
    names = select(Customer).where(Customer.customer_id.in_(left)).order_by(Customer.name)
    return render_template(
        "setup/bulk_invitations/show.html",
        bulk=found, counted=found.tally.get, shown=SHOWN,
        left=[(one, left[one.customer_id]) for one in db.session.scalars(names)],
    )


def find(bulk_invite_id):
    return db.first_or_404(select(BulkInvite).where(
        BulkInvite.bulk_invite_id == bulk_invite_id, BulkInvite.verb == "invite"))


def begin(customer_ids):
    """A page's worth is done at once; more by the worker, while the page tells how far it is."""
    mine = select(Customer.customer_id).where(Customer.customer_id.in_(customer_ids))
    bulk = BulkInvite.begin("invite", mine, current_user.name)
    if bulk.total <= WORK["invite"].piece:
        bulk_invites.piece(bulk)
    else:
        db.session.commit()
        wake("bulk_invite", bulk.bulk_invite_id)
    return bulk


def start():
    return max(0, request.args.get("from", 0, int))


def pages(found):
    """Where the rows before and after these are; none where all are shown."""
    return {
        "first": start() + 1,
        "last": min(start() + SHOWN, len(found)),
        "newer": max(0, start() - SHOWN) if start() else None,
        "older": start() + SHOWN if start() + SHOWN < len(found) else None,
    }
