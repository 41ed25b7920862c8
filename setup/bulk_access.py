"""How far “Enable” or “Disable Portal Access” of very many customers is, and its end (A6)."""

from flask import render_template
from sqlalchemy import select

from billing.people.bulk_invite import BulkInvite
from config.database import db
from setup.door import setup
from setup.rights import DISABLE, ENABLE, requires


@setup.get("/portal-access/<uuid:bulk_invite_id>")
@requires(*ENABLE, *DISABLE)
def bulk_access(bulk_invite_id):
    query = select(BulkInvite).where(
        BulkInvite.bulk_invite_id == bulk_invite_id, BulkInvite.verb != "invite")
    return render_template("setup/customers/bulk_access.html", bulk=db.first_or_404(query))
