from datetime import timedelta

import pytest
from sqlalchemy import select, update

from billing.tables.export import Export
from config import clock
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tests.exports import asked, column, made

SENT = "/portal/exports?table=usages"


def pending(cast):
    with cast.within():
        return db.session.scalars(select(Export).where(
            Export.state == "pending", Export.portal_user_id == cast.jane)).all()


def test_the_user_goes_on_working_and_sees_how_far_it_is(cast, jane):
    answer = jane.post("/portal/exports?table=invoices&status=Paid&sort=due_date")
    assert answer.location == "/portal/invoices?status=Paid&sort=due_date"
    page = jane.get("/portal/payments").text
    assert 'id="strip"' in page and "strip.js" in page
    export_id = asked(jane, "invoices", ("status", "Paid"))
    assert f"/portal/exports/{export_id}/progress" in page
    assert 'data-state="pending"' in jane.get(f"/portal/exports/{export_id}/progress").text


def test_the_strip_goes_once_its_end_was_seen(cast, jane):
    export_id = asked(jane, "usages")
    made(cast, export_id)
    assert 'id="strip"' in jane.get("/portal/usages").text
    strip = jane.get(f"/portal/exports/{export_id}/progress").text
    assert 'data-state="completed"' in strip and f"/portal/exports/{export_id}/file" in strip
    assert 'id="strip"' not in jane.get("/portal/usages").text


def test_the_strip_is_only_for_the_customer_it_was_asked_for(cast, jane):
    jane.post(SENT)
    jane.post("/portal/company", {"customer_id": "C-1003"})
    assert 'id="strip"' not in jane.get("/portal/invoices").text


def test_the_page_follows_the_export_and_hands_out_the_file(cast, jane):
    export_id = asked(jane, "usages")
    waits = jane.get(f"/portal/exports/{export_id}").text
    assert "/file" not in waits and "See how far it is" in waits
    assert jane.get(f"/portal/exports/{export_id}/file").status_code == 404
    made(cast, export_id)
    assert "/file" in jane.get(f"/portal/exports/{export_id}").text
    address = jane.get(f"/portal/exports/{export_id}/file").location
    assert "X-Amz-Signature" in address and "X-Amz-Expires=300" in address


@pytest.mark.parametrize("rest", ["", "/file", "/progress"])
def test_another_user_finds_nothing(cast, jane, visit, rest):
    export_id = asked(jane, "usages")
    made(cast, export_id)
    bruno = visit("acme").at_portal(cast.bruno)
    assert bruno.get(f"/portal/exports/{export_id}{rest}").status_code == 404
    assert export_id not in bruno.get("/portal/exports").text


def test_a_mailed_link_asks_for_sign_in_first(cast, jane, visit):
    export_id = asked(jane, "usages")
    answer = visit("acme").get(f"/portal/exports/{export_id}")
    assert "/portal/login?next=" in answer.location


def test_unknown_tables_and_tabs_that_are_off_are_refused(cast, jane):
    assert jane.post("/portal/exports?table=staff").status_code == 404
    assert jane.post("/portal/exports").status_code == 404
    export_id = asked(jane, "usages")
    with cast.within():
        db.session.execute(update(PortalSetup).values(tabs=["invoices"]))
        db.session.commit()
    site.forget()
    assert jane.post(SENT).status_code == 404
    assert jane.get("/portal/exports/new?table=usages").status_code == 404
    assert jane.get(f"/portal/exports/{export_id}").status_code == 404
    assert export_id not in jane.get("/portal/exports").text


def test_a_few_at_once_and_no_more(cast, jane):
    with cast.within():
        db.session.execute(update(Export).values(state="failed"))
        db.session.commit()
    for status in ("Paid", "Posted", "Reversed"):
        jane.post(f"/portal/exports?table=invoices&status={status}")
    assert jane.post(SENT).location == "/portal/exports"
    assert "are being made" in jane.get("/portal/exports").text
    assert len(pending(cast)) == 3


def test_the_list_holds_a_week_and_says_what_each_is(cast, jane):
    old, failed = asked(jane, "payments"), asked(jane, "credits")
    with cast.within():
        week = clock.now() - timedelta(days=7)
        for key, values in ((old, {"created_date": week}), (failed, {"state": "failed"})):
            db.session.execute(update(Export).where(Export.export_id == key).values(**values))
        db.session.commit()
    ready = asked(jane, "invoices", ("status", "Past due"))
    made(cast, ready)
    page = jane.get("/portal/exports").text
    assert old not in page and f"/portal/exports/{failed}/retry" in page
    assert f"/portal/exports/{ready}/file" in page and "Past due" in page and "1 row ·" in page
    assert jane.post(f"/portal/exports/{failed}/retry").status_code == 302
    assert f"/portal/exports/{failed}/retry" not in jane.get("/portal/exports").text


def test_an_export_of_the_other_customer_is_not_listed(cast, jane):
    export_id = asked(jane, "invoices")
    jane.post("/portal/company", {"customer_id": "C-1003"})
    assert export_id not in jane.get("/portal/exports").text
    assert jane.get(f"/portal/exports/{export_id}").status_code == 404


def test_fields_unticked_meanwhile_are_absent(cast, jane):
    export_id = asked(jane, "invoices")
    with cast.within():
        db.session.execute(update(PortalSetup).values(hidden_fields={"invoices": ["balance"]}))
        db.session.commit()
    site.forget()
    book = made(cast, export_id)
    assert "Balance" not in [cell.value for cell in book.worksheets[0][1]]
    assert "Balance" not in column(book, "Field", sheet=1)
