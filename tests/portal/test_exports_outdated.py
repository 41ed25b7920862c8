"""A file that was made is handed out as long as all of it may be seen (P11, P13, A6)."""

import pytest

from billing.people.customer import Customer
from config import clock, storage
from config.database import db
from tests import ledger
from tests.exports import asked, column, made


def family(cast, **child):
    """What is so of Delta North, a child of Jane's Atlas Orion from now on."""
    with cast.within():
        north = db.session.get_one(Customer, (cast.acme, "C-1005"))
        for name, value in {"parent_customer": "C-1001", "portal_enabled": True, **child}.items():
            setattr(north, name, value)
        db.session.commit()


@pytest.fixture
def export(cast, jane):
    """Its address; the file holds a child's invoice."""
    family(cast)
    with cast.within():
        ledger.invoice("N-1", "C-1005", 20_000, days=-4)
        db.session.commit()
    export_id = asked(jane, "invoices")
    assert "N-1" in column(made(cast, export_id), "Invoice ID")
    address = f"/portal/exports/{export_id}"
    assert jane.get(f"{address}/file").location.startswith("http")
    return address


@pytest.mark.parametrize("change", [
    {"portal_enabled": False}, {"status": "Inactive"}, {"parent_customer": None},
    {"parent_customer": "C-1004"},
])
def test_of_a_child_that_is_out_of_reach(cast, jane, export, change):
    family(cast, **change)
    withheld(cast, jane, export)


def test_of_a_field_that_is_hidden_since(cast, jane, export):
    cast.hide("invoices", "balance")
    withheld(cast, jane, export)


def test_of_a_filter_by_a_field_that_is_hidden_since(cast, jane):
    export_id = asked(jane, "invoices", ("subtotal.min", "300"))
    made(cast, export_id)
    cast.hide("invoices", "subtotal")
    withheld(cast, jane, f"/portal/exports/{export_id}")


def withheld(cast, jane, export):
    """It leads to a page with the way to a new one, which takes the old one's place."""
    assert jane.get(f"{export}/file").location == export
    for page in (jane.get(export).text, jane.get("/portal/exports").text):
        assert f"{export}/file" not in page and f"{export}/retry" in page
        assert ">Failed</span>" in page and ">Ready</span>" not in page
    assert f"{export}/file" not in jane.get(f"{export}/progress").text
    former = files(cast)
    jane.post(f"{export}/retry")
    book = made(cast, export.rpartition("/")[2])
    assert "N-1" not in column(book, "Invoice ID") or "Balance" not in str(book.worksheets[0][1])
    assert jane.get(f"{export}/file").location.startswith("http")
    assert len(files(cast)) == len(former) and files(cast) != former


def files(cast):
    with cast.within():
        listed = storage.client().list_objects_v2(
            Bucket=storage.bucket(), Prefix=f"{cast.acme}/exports/")
        return {each["Key"] for each in listed.get("Contents", ())}


def test_what_changes_nothing_of_it_withholds_nothing(cast, jane, export):
    cast.hide("payments", "notes")
    assert jane.get(f"{export}/file").location.startswith("http")
    assert f"{export}/file" in jane.get("/portal/exports").text


def test_of_a_file_whose_week_is_over(cast, visit, export):
    """It may be deleted at any moment."""
    with clock.travelled(days=7):
        jane = visit("acme").at_portal(cast.jane)
        assert jane.get(f"{export}/file").location == export
        page = jane.get(export).text
        assert f"{export}/file" not in page and f"{export}/retry" in page
        assert f"{export}/file" not in jane.get("/portal/exports").text
