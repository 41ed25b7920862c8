"""PDFs of records: rendered once, kept while nothing that they show changes (P4 to P6, W3)."""

from datetime import datetime, timedelta, timezone
from threading import Thread

import facturx
import pytest
from botocore.exceptions import EndpointConnectionError

from billing.documents import paper
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.ledger.payment import Payment
from billing.people.contact import Contact
from billing.people.customer import Customer
from config import clock, shelf, storage
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tests.billing.documents.reading import Pages

INVOICE = "/portal/invoices/INV-2.pdf"
RECEIPT = "/portal/payments/PAY-1/receipt.pdf"
CREDIT = "/portal/credits/CR-1.pdf"


@pytest.fixture(autouse=True)
def empty(cast):
    """Storage outlives a test."""
    with cast.within():
        storage.delete_old(f"{cast.acme}/documents/", clock.now() + timedelta(days=1))


@pytest.fixture
def made(monkeypatch):
    """Which papers were rendered since, in their order."""
    names, make = [], paper.Paper.made
    monkeypatch.setattr(paper.Paper, "made",
                        lambda self, *when: names.append(self.key) or make(self, *when))
    return names


@pytest.fixture
def change(cast):
    """Set values of acme's record."""

    def changed(record, *key, **values):
        with cast.within():
            found = db.session.get(record, (cast.acme, *key))
            for name, value in values.items():
                setattr(found, name, value)
            db.session.commit()
        site.forget()

    return changed


def keys(cast):
    with cast.within():
        listed = storage.client().list_objects_v2(
            Bucket=storage.bucket(), Prefix=f"{cast.acme}/documents/"
        )
        return [each["Key"] for each in listed.get("Contents", ())]


@pytest.mark.parametrize("address", [INVOICE, RECEIPT, CREDIT])
def test_it_is_rendered_once_and_looked_at_in_place(jane, made, address):
    first, second = jane.get(address), jane.get(address)
    assert first.data == second.data
    assert len(made) == 1
    assert first.mimetype == "application/pdf"
    assert first.headers["Content-Disposition"].startswith("inline; filename=")
    assert first.headers["Cache-Control"] == "no-store"


def test_nobody_waits_until_it_is_stored(jane, cast):
    answer = jane.get(INVOICE, buffered=False)
    assert answer.data.startswith(b"%PDF") and keys(cast) == []
    answer.close()
    assert len(keys(cast)) == 1


def test_the_credit_note_says_what_its_page_says(jane):
    pages = Pages(jane.get(CREDIT).data)
    for words in ("Credit note", "CR-1", "Atlas Orion", "Jane Miller", "$25.00", "Not yet applied"):
        assert words in pages


def test_the_invoice_carries_its_figures_as_an_e_invoice(jane, change, cast):
    change(CompanyProfile, country="Deutschland", language="de")
    _, xml = facturx.get_facturx_xml_from_pdf(jane.get(INVOICE).data)
    facturx.xml_check_xsd(xml, flavor="factur-x", level="minimum")
    for said in ("INV-2", "Acme Cloud", "Atlas Orion", "DE", "USD", "500.00", "300.00"):
        assert f">{said}<".encode() in xml


CHANGES = {
    "the record": (Invoice, ("INV-2",), {"notes": "Another word"}),
    "a line": (InvoiceLine, ("INV-2", 1), {"description": "Other hours"}),
    "what is paid": (Invoice, ("INV-2",), {"paid_amount": 21_000}),
    "its state": (Invoice, ("INV-2",), {"status": "Reversed"}),
    "the buyer's name": (Customer, ("C-1001",), {"name": "Atlas Orion AG"}),
    "the contact's name": (Contact, ("CT-1",), {"display_name": "Jane Smith"}),
    "the contact's address": (Contact, ("CT-1",), {"city": "Berlin"}),
    "whom the bills go to": (Customer, ("C-1001",), {"billing_contact_id": "CT-9"}),
    "the company's address": (CompanyProfile, (), {"address1": "1 New Street"}),
    "the company's country": (CompanyProfile, (), {"country": "Germany"}),
    "its mail address": (CompanyProfile, (), {"support_email": "new@acme.example"}),
    "its colour": (PortalSetup, (), {"primary_color": "#ff0000"}),
    "its logo": (PortalSetup, (), {"logo_key": "0123456789abcdef.png"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_rendered_anew_after_a_change_of(jane, made, change, cast, what):
    jane.get(INVOICE)
    record, key, values = CHANGES[what]
    change(record, *key, **values)
    jane.get(INVOICE)
    jane.get(INVOICE)
    assert len(made) == 2
    assert keys(cast) == [made[0]], "the old one is gone"


@pytest.mark.parametrize("record", [Invoice, Payment])
def test_a_receipt_tells_the_invoices_dates_and_its_own_notes(jane, made, change, record):
    jane.get(RECEIPT)
    if record is Invoice:
        change(Invoice, "INV-2", due_date=datetime(2030, 1, 2))
    else:
        change(Payment, "PAY-1", notes="By wire")
    words = Pages(jane.get(RECEIPT).data)
    assert ("Jan 2, 2030" if record is Invoice else "By wire") in words
    assert len(made) == 2


def test_a_credit_that_was_applied_says_so(jane, made, cast):
    jane.get(CREDIT)
    with cast.within():
        credit = db.session.get(Credit, (cast.acme, "CR-1"))
        credit.apply(Invoice.locked(["INV-3"])[0], 1_000)
        db.session.commit()
    pages = Pages(jane.get(CREDIT).data)
    assert "INV-3" in pages
    assert "Applied to invoices $10.00 Not yet applied $15.00 Credit amount $25.00" in pages


def test_past_due_begins_at_midnight_of_the_tenants_zone(jane, made, change):
    change(Invoice, "INV-3", due_date=datetime(2026, 3, 31))
    with clock.frozen(datetime(2026, 4, 1, 3, 59, tzinfo=timezone.utc)):
        jane = refreshed(jane)
        before = Pages(jane.get("/portal/invoices/INV-3.pdf").data)
    with clock.frozen(datetime(2026, 4, 1, 4, 0, tzinfo=timezone.utc)):
        after = Pages(refreshed(jane).get("/portal/invoices/INV-3.pdf").data)
    assert "Past due" not in before
    assert "Past due" in after


def refreshed(visitor):
    """Signed in at the moment that the clock shows."""
    with visitor.app.app_context():
        from billing.people.portal_user import PortalUser
        from tenants.current import as_tenant

        with as_tenant(visitor.tenant_id):
            user = db.session.scalar(db.select(PortalUser).filter_by(email="jane@atlas.example"))
    return visitor.at_portal(user.portal_user_id)


def test_each_language_has_its_own(jane, made):
    english = jane.get(INVOICE, headers={"Accept-Language": "en"})
    german = jane.get(INVOICE, headers={"Accept-Language": "de"})
    again = jane.get(INVOICE, headers={"Accept-Language": "en"})
    assert english.data == again.data != german.data
    assert len(made) == 2


def test_another_edition_renders_anew(jane, made, monkeypatch):
    jane.get(INVOICE)
    monkeypatch.setattr(paper, "edition", lambda: "of the next release")
    jane.get(INVOICE)
    assert len(made) == 2


def test_a_lost_file_is_rendered_again(jane, made, cast):
    jane.get(INVOICE)
    with cast.within():
        storage.delete(keys(cast)[0])
    assert jane.get(INVOICE).status_code == 200
    assert len(made) == 2


def test_it_comes_without_storage_too(jane, made, monkeypatch):
    def silent(*_, **__):
        raise EndpointConnectionError(endpoint_url="http://nowhere")

    monkeypatch.setattr(shelf.browser(), "send", silent)
    assert "INV-2" in Pages(jane.get(INVOICE).data)


def test_many_first_readers_at_once_all_get_it(jane, cast, visit):
    answers = []
    visitors = [visit("acme").at_portal(cast.jane) for _ in range(4)]
    threads = [Thread(target=lambda v=v: answers.append(v.get(INVOICE))) for v in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len({answer.data for answer in answers}) == 1
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len(keys(cast)) == 1


@pytest.mark.parametrize("address", [
    "/portal/invoices/INV-4.pdf", "/portal/invoices/CANARY-B-INV.pdf", "/portal/invoices/no.pdf",
    "/portal/payments/PAY-2/receipt.pdf", "/portal/credits/CANARY-B-CR.pdf",
])
def test_drafts_declined_payments_and_others_records_are_not_there(jane, made, address):
    assert jane.get(address).status_code == 404
    assert not made


def test_a_parent_reads_the_invoices_of_its_open_children(cast, visit, change):
    with cast.within():
        from tests import ledger

        ledger.invoice("INV-N", "C-1002", 5_000, days=-1)
        db.session.commit()
    change(Customer, "C-1002", parent_customer="C-1001")
    jane = visit("acme").at_portal(cast.jane)
    assert jane.get("/portal/invoices/INV-N.pdf").status_code == 200
    change(Customer, "C-1002", portal_enabled=False)
    assert jane.get("/portal/invoices/INV-N.pdf").status_code == 404


def test_a_tab_that_is_off_has_no_pdfs(jane, change, cast):
    change(PortalSetup, tabs=[])
    assert {jane.get(each).status_code for each in (INVOICE, RECEIPT, CREDIT)} == {404}


def test_old_ones_are_purged_and_come_again(jane, made, cast):
    from workers import purge

    jane.get(INVOICE)
    with cast.app.app_context():
        purge.documents()
        assert len(keys(cast)) == 1
        with clock.travelled(days=91):
            purge.documents()
    assert keys(cast) == []
    assert jane.get(INVOICE).status_code == 200
    assert timedelta(days=90) == purge.PRINTS_KEPT
