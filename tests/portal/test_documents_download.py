"""“Download all”: a filter's invoices as one streamed ZIP (P14)."""

import io
from datetime import timedelta
from zipfile import ZIP_STORED, ZipFile

import pytest

from billing.documents import invoice_text, paper
from billing.documents.press.client import NotPrinted
from billing.people.customer import Customer
from config import clock, storage
from config.database import db
from portal import download, listing
from tenants import site
from tenants.portal_setup import PortalSetup
from tests import ledger
from tests.billing.documents.reading import Pages

ZIP = "/portal/invoices.zip"
OWN = ["INV-3.pdf", "INV-2.pdf", "INV-1.pdf"]


@pytest.fixture(autouse=True)
def empty(cast):
    """Storage outlives a test."""
    with cast.within():
        storage.delete_old(f"{cast.acme}/documents/", clock.now() + timedelta(days=1))


def opened(answer):
    assert answer.status_code == 200
    bundle = ZipFile(io.BytesIO(answer.data))
    assert bundle.testzip() is None
    return bundle


def test_it_holds_the_same_pdfs_as_their_own_addresses_newest_first(jane):
    answer = jane.get(ZIP)
    bundle = opened(answer)
    assert bundle.namelist() == OWN
    for name in OWN:
        assert bundle.read(name) == jane.get(f"/portal/invoices/{name}").data
    assert {entry.compress_type for entry in bundle.infolist()} == {ZIP_STORED}
    assert answer.mimetype == "application/zip"
    day = clock.today("America/New_York")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=invoices-{day}.zip"


def test_it_reuses_what_is_kept(jane, monkeypatch):
    opened(jane.get(ZIP))
    monkeypatch.setattr(paper.Paper, "made", None)
    assert opened(jane.get(ZIP)).namelist() == OWN


@pytest.mark.parametrize(("query", "names"), [
    ("invoice_id=INV-2", ["INV-2.pdf"]),
    ("status=Paid", ["INV-1.pdf"]),
    ("invoice_amount.min=200", ["INV-3.pdf", "INV-2.pdf"]),
    ("status=Paid&status=Posted&sort=invoice_id", ["INV-3.pdf", "INV-1.pdf"]),
])
def test_it_holds_what_the_filter_shows(jane, query, names):
    assert opened(jane.get(f"{ZIP}?{query}")).namelist() == names


@pytest.mark.parametrize("query", ["invoice_id=no-such", "invoice_amount.min=much"])
def test_a_filter_that_nothing_fits_or_nobody_understands_leads_back(jane, query):
    answer = jane.get(f"{ZIP}?{query}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/portal/invoices?{query}"


def test_more_than_it_takes_is_said(jane, monkeypatch):
    monkeypatch.setattr(download, "MOST", 2)
    monkeypatch.setattr(listing, "COUNTED", 2)
    assert "Download newest 2<" in jane.get("/portal/invoices").text
    bundle = opened(jane.get(ZIP))
    assert bundle.namelist() == ["README.txt", "INV-3.pdf", "INV-2.pdf"]
    assert b"the newest 2" in bundle.read("README.txt")


def test_one_that_fails_is_said_and_the_others_come(jane, monkeypatch):
    written = invoice_text.written

    def failing(invoice, tenant):
        if invoice.invoice_id == "INV-2":
            raise NotPrinted("of this one")
        return written(invoice, tenant)

    monkeypatch.setattr(invoice_text, "written", failing)
    bundle = opened(jane.get(ZIP))
    assert bundle.namelist() == ["INV-3.pdf", "INV-2.txt", "INV-1.pdf"]
    assert b"invoice INV-2 could not be made" in bundle.read("INV-2.txt")
    assert "INV-1" in Pages(bundle.read("INV-1.pdf"))


def test_a_parents_holds_its_open_childrens_invoices_and_nobody_elses(cast, jane):
    def parent(of):
        with cast.within():
            db.session.get(Customer, (cast.acme, "C-1002")).parent_customer = of
            db.session.commit()

    assert "CANARY-B-INV.pdf" not in opened(jane.get(ZIP)).namelist()
    parent("C-1001")
    assert "CANARY-B-INV.pdf" in opened(jane.get(ZIP)).namelist()
    parent(None)
    assert "CANARY-B-INV.pdf" not in opened(jane.get(ZIP)).namelist()


def test_it_is_made_while_it_is_sent_and_few_at_once(jane, cast):
    """The first piece comes before the second invoice is touched; who leaves frees the place."""
    with cast.within():
        for number in range(20):
            ledger.invoice(f"INV-9{number}", "C-1001", 100, days=0)
        db.session.commit()
    others = [download.Place(whose) for whose in range(download.AT_ONCE - 1)]
    answer = jane.get(ZIP, buffered=False)
    assert next(answer.iter_encoded()).startswith(b"PK")
    assert len(kept(cast)) <= 2
    busy = jane.get(ZIP)
    assert busy.status_code == 429
    assert int(busy.headers["Retry-After"]) > 0
    answer.close()
    assert len(opened(jane.get(ZIP)).namelist()) == 23
    for place in others:
        place.give_back()


def test_who_reads_slowly_takes_one_place_only(jane, cast, visit):
    slow = download.Place((cast.acme, cast.jane))
    assert jane.get(ZIP).status_code == 429
    assert opened(visit("acme").at_portal(cast.bruno).get(ZIP)).namelist() == ["CANARY-B-INV.pdf"]
    slow.give_back()
    assert opened(jane.get(ZIP)).namelist() == OWN


def kept(cast):
    with cast.within():
        prefix = f"{cast.acme}/documents/"
        listed = storage.client().list_objects_v2(Bucket=storage.bucket(), Prefix=prefix)
        return listed.get("Contents", ())


def test_a_tab_that_is_off_has_no_zip(jane, cast):
    with cast.within():
        db.session.get(PortalSetup, cast.acme).tabs = ["payments"]
        db.session.commit()
    site.forget()
    assert jane.get(ZIP).status_code == 404


def test_it_needs_a_visit(visit, cast):
    assert visit("acme").get(ZIP).status_code == 302
