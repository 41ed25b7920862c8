"""All that match, however many: worked off by a worker, with progress and an end (A1, A6, A10)."""

import re

import pytest
from sqlalchemy import func, select

from billing.people.bulk_invite import BulkInvite
from billing.people.bulk_member import BulkMember
from config import clock
from config.database import db
from setup import selection
from tests.setup.pages import change, due, messages, state, text
from tests.setup.test_bulk_invite import links, many
from workers import bulk_invites

GATE, NEW = "/setup/portal-access/disable", "/setup/bulk-invitations/new"
FORM = {"all": "1", "q": "Many"}


@pytest.fixture(autouse=True)
def ten_are_quick(monkeypatch):
    monkeypatch.setattr(selection, "QUICK", 10)


def expected(page):
    return re.search(r'name="expected" value="(\d+)"', page)[1]


def work(cast, address):
    with cast.within():
        bulk_invites.invite(cast.acme, address.rsplit("/", 1)[1])


def press(stan, place, **form):
    page = text(stan.get(place, query_string=FORM))
    return stan.post(place, {**FORM, "expected": expected(page), **form})


def open_gates(cast):
    with cast.within():
        return db.session.scalar(db.text(
            "select count(*) from customer where portal_enabled and name like 'Many%'"))


def test_the_question_names_the_exact_number(cast, stan):
    many(cast, 120)
    page = text(stan.get(GATE, query_string=FORM))
    assert "DISABLE PORTAL FOR 120 RECORDS" in page and "and 20 more" in page
    assert "A page shows how far it is." in page and page.count("<li><bdi>") == 100


def test_large_numbers_are_written_as_such(cast, stan, monkeypatch):
    monkeypatch.setattr(selection, "QUICK", 2)
    monkeypatch.setattr(selection.Selection, "count", 100_040)
    assert "DISABLE PORTAL FOR 100,040 RECORDS" in text(stan.get(GATE, query_string={"all": "1"}))


def test_access_of_many_is_opened_and_closed_in_pieces(cast, stan):
    many(cast, 60)
    for place, end, open_now in [
        (GATE.replace("disable", "enable"), "has been enabled.", 60),
        (GATE, "has been disabled.", 0),
    ]:
        address = press(stan, place).location
        page = text(stan.get(address))
        assert "0 of 60 customers done." in page and "progress.js" in page
        work(cast, address)
        page = text(stan.get(address))
        assert "60 of 60 customers done." in page and "progress.js" not in page
        assert f"Portal access for the selected customer(s) {end}" in page
        assert open_gates(cast) == open_now


def test_every_one_concerned_is_out_at_the_next_request(cast, stan, jane, visit):
    bruno = visit("acme").at_portal(cast.bruno)
    many(cast, 12)
    page = text(stan.get(GATE, query_string={"all": "1"}))
    address = stan.post(GATE, {"all": "1", "expected": expected(page)}).location
    assert jane.get("/portal/invoices").status_code == 200
    work(cast, address)
    for person in (jane, bruno):
        assert "/portal/login" in person.get("/portal/invoices").location
    assert {state(cast, f"CT-{n}")[1] for n in range(1, 7)} == {False}


def test_who_came_or_went_meanwhile_is_told(cast, stan):
    many(cast, 12)
    late = stan.post(GATE, {**FORM, "expected": "11"})
    assert messages(stan, late) == ["The list has changed meanwhile. Please look at it again."]
    with cast.within():
        assert db.session.scalar(select(func.count()).select_from(BulkMember)) == 0
    address = press(stan, GATE).location
    with cast.within():
        db.session.execute(db.text("delete from contact where contact_id = 'MC-003'"))
        db.session.execute(db.text("delete from customer where customer_id = 'M-003'"))
        db.session.commit()
    work(cast, address)
    assert "1 customer did not exist any more." in text(stan.get(address))


def checked(cast, stan):
    """The address of a check that a worker has done."""
    page = text(stan.get(NEW, query_string=FORM))
    form = {**FORM, "expected": expected(page)}
    assert "CHECK 60 CUSTOMERS" in page
    address = stan.post("/setup/bulk-invitations/checks", form).location
    page = text(stan.get(address))
    assert "0 of 60 customers checked. Nothing has been sent yet." in page
    assert 'data-state="pending"' in page and "progress.js" in page
    work(cast, address)
    return address


def test_very_many_are_checked_first_and_invited_at_a_second_press(cast, stan):
    many(cast, 60)
    change(cast, "MC-007", email="")
    address = checked(cast, stan)
    page = text(stan.get(address))
    assert "SEND 59 INVITATIONS" in page and "'Max7 Moritz' has no e-mail address." in page
    assert due(cast) == [] and links(cast) == 0 and open_gates(cast) == 0
    stan.post(f"{address}/sending")
    assert messages(stan, stan.post(f"{address}/sending")) == [
        "These invitations are being sent already."]
    change(cast, "MC-009", email="")
    work(cast, address)
    page = text(stan.get(address))
    assert "59 of 59 customers done." in page and "'Max9 Moritz' has no e-mail" in page
    assert len(due(cast)) == links(cast) == 58


def test_a_worker_that_died_is_gone_on_from(cast, stan):
    many(cast, 60)
    address = checked(cast, stan)
    stan.post(f"{address}/sending")
    with cast.within():
        bulk = db.session.scalar(select(BulkInvite))
        bulk_invites.piece(bulk)
        assert (bulk.done, bulk.total, bulk.busy) == (25, 60, True)
    with clock.travelled(minutes=6):
        work(cast, address)
    assert len(due(cast)) == links(cast) == 60


def test_an_invitation_is_no_page_of_access_and_the_other_way_round(cast, stan):
    many(cast, 12)
    bulk_id = press(stan, GATE).location.rsplit("/", 1)[1]
    assert stan.get(f"/setup/bulk-invitations/{bulk_id}").status_code == 404
    assert stan.post(f"/setup/bulk-invitations/{bulk_id}/sending").status_code == 404
