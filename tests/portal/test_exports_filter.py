"""An export holds what the filter shows, with the columns that the user sees (P12)."""

from datetime import date, datetime, timezone

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from billing.people.portal_user import PortalUser
from billing.tables.export import Export
from billing.tables.export_filter import frozen
from billing.tables.invoices import INVOICES
from billing.tables.tabs import TABS
from billing.tables.view import View
from billing.usage.usage_event import UsageEvent
from config import clock
from config.database import db
from tests import ledger
from tests.exports import asked, column, made, rows


def kept(cast, export_id):
    with cast.within():
        return db.session.scalar(select(Export).where(Export.export_id == export_id))


@pytest.mark.parametrize("filtering, found", [
    ([], ["INV-3", "INV-2", "INV-1"]),
    ([("status", "Past due")], ["INV-2"]),
    ([("status", "Paid"), ("status", "Posted")], ["INV-3", "INV-1"]),
    ([("invoice_id", "inv-1")], ["INV-1"]),
    ([("balance.min", "250"), ("balance.max", "400")], ["INV-2"]),
])
def test_the_file_holds_what_the_filter_shows(cast, jane, filtering, found):
    book = made(cast, asked(jane, "invoices", *filtering))
    assert column(book, "Invoice ID") == found
    assert rows(book, sheet=1)[1][2] == len(found)


def test_a_period_keeps_the_days_that_it_meant_when_asked_for(cast, jane, monkeypatch):
    now = datetime(2026, 3, 1, 3, tzinfo=timezone.utc)  # still February in New York
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: now)
        with cast.within():
            view = View.of(INVOICES, MultiDict([("due_date.in", "last-month")]))
            assert frozen(view) == [["due_date.from", "2026-01-01"], ["due_date.to", "2026-01-31"]]
    export = kept(cast, asked(jane, "invoices", ("due_date.in", "this-year")))
    assert [name for name, _ in export.filter] == ["due_date.from", "due_date.to"]
    assert "Due date" in jane.get("/portal/exports").text


def test_the_dialog_and_the_page_say_the_filter(cast, jane):
    address = "table=invoices&status=Past+due&balance.min=10"
    page = jane.get(f"/portal/exports/new?{address}").text
    assert "Past due" in page and "at least 10" in page and "data-dialog-body" in page
    assert "All records" in jane.get("/portal/exports/new?table=credits").text
    export_id = asked(jane, "invoices", ("status", "Past due"))
    assert "Past due" in jane.get(f"/portal/exports/{export_id}").text


def test_a_filter_that_cannot_be_is_asked_for_again(jane):
    assert jane.get("/portal/exports/new?table=invoices&balance.min=x").status_code == 422
    assert jane.post("/portal/exports?table=invoices&balance.min=x").status_code == 422


def test_the_columns_are_those_that_the_user_sees(cast, jane):
    jane.post("/portal/columns/invoices", {"on": ["due_date", "notes"]})
    book = made(cast, asked(jane, "invoices"))
    assert rows(book)[0] == ("Invoice ID", "Due date", "Notes")


def test_another_filter_is_another_export_and_the_same_is_the_same(cast, jane):
    first = asked(jane, "invoices", ("status", "Paid"))
    assert asked(jane, "invoices", ("status", "Paid")) == first
    assert asked(jane, "invoices", ("status", "Posted")) != first


@pytest.mark.parametrize("status, found", [("Past due", ["INV-2"]), ("Posted", ["INV-3"])])
def test_what_is_past_due_is_so_on_the_day_of_asking(cast, jane, status, found):
    """The file is made when all are late; it says what the page said that was exported."""
    export_id = asked(jane, "invoices", ("status", status))
    with clock.travelled(days=90):
        book = made(cast, export_id)
    assert column(book, "Invoice ID") == found and column(book, "Status") == [status]


@pytest.mark.parametrize("hour, late", [(3, False), (6, True)])
def test_the_day_of_asking_is_the_companys(cast, visit, hour, late):
    """On 1 March, 3:00 UTC, New York still has February's last day."""
    with cast.within():
        ledger.invoice("N-1", "C-1001", 20_000, days=0).due_date = date(2090, 2, 28)
        db.session.commit()
    with clock.frozen(datetime(2090, 3, 1, hour, tzinfo=timezone.utc)):
        jane = visit("acme").at_portal(cast.jane)
        export_id = asked(jane, "invoices", ("status", "Past due"))
    assert ("N-1" in str(rows(made(cast, export_id)))) == late


@pytest.mark.parametrize("zone, name, hour", [
    (None, "US Eastern", 22), ("Europe/Berlin", "Central European Time", 4),
])
def test_times_of_day_are_told_in_the_users_zone(cast, jane, zone, name, hour):
    cast.show(*TABS)
    moment = datetime(2026, 3, 1, 3, tzinfo=timezone.utc)
    with cast.within():
        db.session.get_one(PortalUser, (cast.acme, cast.jane)).time_zone = zone
        db.session.add(UsageEvent(event_id="E-9", customer_id="C-1001", event_type="a",
                                  occurred_at=moment, ingested_on=moment))
        db.session.commit()
    book = made(cast, asked(jane, "usage_events", ("event_type", "a")))
    told, = column(book, f"Date ({name})")
    assert (told.day, told.hour) == (28 if zone is None else 1, hour)
