"""Disabling acts at the very next request: on sessions, waiting exports, files, mails (A6, A7)."""

import pytest

from billing.people import access
from billing.tables.export import Export
from config.database import db
from mailers import export_ready
from mailers.mail import Mail
from tests.setup.pages import change, contact, customer, messages, text
from workers import exports

ATLAS = "/setup/customers/C-1001"
SHUT = {
    "the contact": (f"{ATLAS}/contacts/CT-1/disable", {}),
    "the account": ("/setup/portal-access/disable", {"customer_id": "C-1001"}),
}


@pytest.fixture
def export_id(cast, jane):
    """An export that Jane has asked for and no worker has begun."""
    change(cast, "CT-3", access="Disabled")
    with cast.within():
        export = Export(customer_id="C-1001", portal_user_id=cast.jane, table_key="usages",
                        columns=["usage_id"])
        db.session.add(export)
        db.session.commit()
        return export.export_id


def build(cast, export_id):
    with cast.within():
        exports.build(cast.acme, str(export_id))
        return db.session.get(Export, (cast.acme, export_id)).state


@pytest.mark.parametrize(("place", "form"), SHUT.values(), ids=SHUT)
def test_a_waiting_export_is_not_made(cast, stan, jane, export_id, place, form):
    stan.post(place, form)
    assert build(cast, export_id) == "failed"


@pytest.mark.parametrize(("place", "form"), SHUT.values(), ids=SHUT)
def test_sessions_and_links_open_nothing_and_then_do_again(cast, stan, jane, export_id, place,
                                                           form):
    assert build(cast, export_id) == "completed"
    pages = ("/portal/invoices", "/portal/invoices/INV-1.pdf", f"/portal/exports/{export_id}",
             f"/portal/exports/{export_id}/file")
    assert "/login" not in jane.get(pages[-1]).location
    messages(stan, stan.post(place, form))
    for page in pages:
        answer = jane.get(page)
        assert answer.status_code == 302 and "/portal/login" in answer.location, page
    stan.post(place.replace("disable", "enable"), form)
    assert "Atlas Orion" in text(jane.get("/portal/invoices"))


def test_the_news_of_an_export_does_not_reach_who_is_out(cast, stan, jane, export_id):
    build(cast, export_id)
    stan.post(*SHUT["the contact"])
    with cast.within():
        mail = Mail.write("export_ready", "jane@atlas.example", export_id=str(export_id))
        with pytest.raises(export_ready.exported.Withdrawn):
            export_ready.context(mail)


def test_an_address_that_changed_gets_no_old_letter(cast, stan):
    with cast.within():
        access.invite(contact("CT-9"))
        access.readdress(contact("CT-9"), "new@atlas.example")
        db.session.commit()
        assert contact("CT-9").access == "Not invited"
        assert customer("C-1001").portal_enabled
