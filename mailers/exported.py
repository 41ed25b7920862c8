"""What the letters about an export say of it."""

import uuid

from flask_babel import gettext as _
from sqlalchemy import select

from billing.people.reach import reaches
from billing.tables.export import Export
from billing.tables.tabs import TABS
from config.database import db
from mailers.withdrawn import Withdrawn


def find(mail, state):
    """The export in that state; raises Withdrawn when it has vanished or moved on."""
    key = uuid.UUID(mail.subject_ids["export_id"])
    export = db.session.scalar(select(Export).where(Export.export_id == key))
    if export is None or export.state != state:
        raise Withdrawn("The export has vanished, or was started again.")
    if not reaches(export.portal_user, export.customer_id):
        raise Withdrawn("Its reader has no access to the customer any more.")
    return export


def name(export):
    """What is exported, as its tab is called."""
    return _(TABS[export.table_key].title)
