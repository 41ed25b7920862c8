"""Disabling acts at the very next request: on sessions, waiting exports, files, mails (A6, A7)."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from billing.ledger import attaching
from billing.ledger.invoice import Invoice
from billing.people import access
from billing.tables.export import Export
from config import clock
from config.database import db
from mailers import export_ready
from mailers.mail import Mail
from setup import selection
from tests.setup.pages import change, contact, customer, messages, text
from tests.setup.test_customers_edit import stamp
from workers import bulk_invites, exports

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


def opened(address):
    """What storage answers to a signed address."""
    try:
        return urlopen(address, timeout=10).status
    except HTTPError as error:
        return error.code


@pytest.fixture
def attachment(cast):
    """The page of a file that staff have put to Jane's invoice."""
    with cast.within():
        found = attaching.attach(db.session.get(Invoice, (cast.acme, "INV-1")), "a.txt", b"a", "S")
        db.session.commit()
        return f"/portal/invoices/INV-1/attachments/{found.attachment_id}"


@pytest.mark.parametrize(("place", "form"), SHUT.values(), ids=SHUT)
def test_the_address_of_an_attachment_opens_nothing_any_more(cast, stan, jane, attachment, place,
                                                             form):
    change(cast, "CT-3", access="Disabled")
    given = jane.get(attachment).location
    assert opened(given) == 200
    stan.post(place, form)
    assert opened(given) == 404
    stan.post(place.replace("disable", "enable"), form)
    assert (opened(jane.get(attachment).location), opened(given)) == (200, 404)


@pytest.mark.parametrize(("place", "form"), SHUT.values(), ids=SHUT)
def test_the_address_of_an_export_opens_nothing_any_more(cast, stan, jane, export_id, place, form):
    build(cast, export_id)
    file = f"/portal/exports/{export_id}/file"
    given = jane.get(file).location
    assert opened(given) == 200
    stan.post(place, form)
    assert opened(given) == 404
    stan.post(place.replace("disable", "enable"), form)
    assert jane.get(file).location == f"/portal/exports/{export_id}"
    jane.post(f"/portal/exports/{export_id}/retry")
    assert build(cast, export_id) == "completed"
    assert opened(jane.get(file).location) == 200


PERSON = {"sure": "1", "display_name": "Jane Miller", "email": "jane@atlas.example",
          "portal_role": "Owner", "portal_allowed": "y"}
ACCOUNT = {"sure": "1", "name": "Atlas Orion", "status": "Active", "currency": "USD",
           "mail_wanted": "y", "billing_contact_id": "CT-1"}
EDITS = {
    "another address": ("/contacts/CT-1/edit", {**PERSON, "email": "j@atlas.example"}, 404),
    "not allowed": ("/contacts/CT-1/edit", {**PERSON, "portal_allowed": ""}, 404),
    "inactive": ("/edit", {**ACCOUNT, "status": "Inactive"}, 404),
    "another name": ("/edit", {**ACCOUNT, "name": "Atlas"}, 200),
    "another role": ("/contacts/CT-1/edit", {**PERSON, "portal_role": "Payer"}, 200),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_that_shuts_out_takes_what_was_handed_out_too(cast, stan, jane, export_id, edit):
    build(cast, export_id)
    given = jane.get(f"/portal/exports/{export_id}/file").location
    place, form, status = EDITS[edit]
    shown = text(stan.get(f"{ATLAS}{place}"))
    messages(stan, stan.post(f"{ATLAS}{place}", {**form, "stamp": stamp(shown)}))
    assert opened(given) == status


def test_addresses_of_many_open_nothing_once_the_worker_has_shut_them_out(cast, stan, jane,
                                                                          export_id, monkeypatch):
    monkeypatch.setattr(selection, "QUICK", 2)
    build(cast, export_id)
    given = jane.get(f"/portal/exports/{export_id}/file").location
    bulk = stan.post("/setup/portal-access/disable", {"all": "1", "expected": "6"}).location
    with cast.within():
        bulk_invites.invite(cast.acme, bulk.rsplit("/", 1)[1])
    assert opened(given) == 404


def test_files_of_who_stays_in_are_left_alone(cast, stan, visit, export_id):
    build(cast, export_id)
    with cast.within():
        db.session.get(Export, (cast.acme, export_id)).handed_at = clock.now()
        db.session.commit()
    stan.post("/setup/customers/C-1002/contacts/CT-2/disable")
    with cast.within():
        assert db.session.get(Export, (cast.acme, export_id)).storage_key
