"""What leaves by file or mail holds nothing of a neighbour either (A1)."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from billing.tables.export import Export
from billing.tables.tabs import TABS
from config import shelf
from config.database import db
from mailers.mail import Mail
from tenants import site
from tenants.portal_setup import PortalSetup
from tests.exports import asked
from tests.guards.identities import FORBIDDEN
from workers import exports, mails

OWN = {"invoices": "INV-2", "payments": "PAY-1", "credits": "CR-1", "usages": "U-1",
       "usage_events": "E-1", "subscriptions": "SUB-1", "statements": "ST-1"}


def exported(cast, app, visitor, key):
    """Every cell of the file that the worker makes of a tab, as one text."""
    with cast.within():
        db.session.get(PortalSetup, cast.acme).tabs = list(TABS)
        db.session.commit()
    site.forget()
    export_id = asked(visitor, key)
    with app.app_context():
        exports.build(cast.acme, export_id)
    with cast.within():
        made = select(Export.storage_key).where(Export.export_id == export_id)
        body = shelf.read(db.session.scalar(made))
    sheets = load_workbook(io.BytesIO(body)).worksheets
    return "\n".join(str(value) for sheet in sheets for row in sheet.values for value in row)


@pytest.mark.parametrize("key", TABS)
def test_an_export_holds_the_customers_own_records(cast, app, jane, key):
    text = exported(cast, app, jane, key)
    assert OWN[key] in text
    assert [word for word in FORBIDDEN["jane"] if word in text.lower()] == []


@pytest.mark.parametrize("key", TABS)
def test_and_so_does_the_others(cast, app, visit, key):
    text = exported(cast, app, visit("acme").at_portal(cast.bruno), key)
    assert "CANARY-B" in text
    assert [word for word in (*FORBIDDEN["bruno"], "inv-2", "pay-1") if word in text.lower()] == []


def test_letters_hold_their_own_tenant_only(cast, app, jane, stan, mailbox):
    """Each letter that acme's people cause, with the neighbours having the same ids."""
    stan.post("/setup/customers/C-1004/invitation")
    stan.post("/setup/customers/C-1001/grant")
    jane.post("/portal/forgot", {"email": "jane@atlas.example"})
    exported(cast, app, jane, "invoices")
    with cast.within():
        waiting = db.session.scalars(select(Mail.mail_id).where(Mail.state == "queued")).all()
    assert len(waiting) >= 4
    with app.app_context():
        for mail_id in waiting:
            mails.deliver(cast.acme, str(mail_id))
    letters = mailbox.wait(len(waiting))
    assert len(letters) == len(waiting)
    for letter in letters:
        said = letter.as_string().lower()
        assert "acme cloud" in said
        assert [word for word in FORBIDDEN["jane"] if word in said] == []
