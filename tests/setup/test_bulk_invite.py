"""Many invited at one press: the dry run, the press, the worker, and safety (A1, A10)."""

import re
import threading
import uuid

import pytest
from sqlalchemy import func, select

from billing.people.bulk_invite import BulkInvite
from billing.people.portal_link import PortalLink
from config.database import db
from tests.cast import customer
from tests.setup.pages import change, change_customer, due, messages, state, text
from workers import bulk_invites

NEW, PRESS = "/setup/bulk-invitations/new", "/setup/bulk-invitations"
ALL = {"all": "1"}


def expected(page):
    return re.search(r'name="expected" value="(\d+)"', page)[1]


def row(page, name):
    return next(part for part in page.split("<tr>") if f">{name}</a>" in part)


def press(stan, **selection):
    page = text(stan.get(NEW, query_string=selection))
    return stan.post(PRESS, {**selection, "expected": expected(page)})


def many(cast, count):
    with cast.within():
        for n in range(count):
            customer(f"M-{n:03}", f"Many {n:03}", f"MC-{n:03}", f"Max{n} Moritz")
        db.session.commit()


def links(cast):
    with cast.within():
        return db.session.scalar(select(func.count()).select_from(PortalLink))


def test_the_dry_run_tells_of_each_why(cast, stan):
    change(cast, "CT-6", email="jane@atlas.example")
    change_customer(cast, "C-1004", delivery_preferences={"email": False})
    page = text(stan.get(NEW, query_string=ALL))
    for name, said in [
        ("Atlas Orion", "'Jane Miller' has portal access already."),
        ("Delta Holding", "Please enable the Email Delivery Preference for this customer."),
        ("Delta North", "'Delta North' bills to its parent. Invite the parent 'Delta Holding'"),
        ("Delta South", "The address has a login already and gets access at once."),
    ]:
        assert said in row(page, name)
    older = "The link of the earlier invitation opens nothing any more."
    assert "SEND 1 INVITATION" in page and older not in page
    assert due(cast) == [] and links(cast) == 0


def test_the_dry_run_and_the_press_agree_about_every_rule(cast, stan):
    for contact_id, wrong in [("CT-4", {"email": "A@x.example"}), ("CT-6", {"email": ""})]:
        change(cast, contact_id, **wrong)
        page = text(stan.get(NEW, query_string=ALL))
        refused = messages(stan, stan.post(f"/setup/customers/C-100{contact_id[-1]}/invitation"))
        assert refused[0] in page


def test_a_few_are_invited_at_once(cast, stan):
    answer = press(stan, customer_id=["C-1004", "C-1006", "C-1001"])
    page = text(stan.get(answer.location))
    assert "2 of 2 customers done." in page and 'data-state="completed"' in page
    assert sorted(due(cast)) == [("portal_invitation", "dora@c-1004.example"),
                                 ("portal_invitation", "sam@c-1006.example")]
    assert state(cast, "CT-4") == state(cast, "CT-6") == ("Pending", True)


def test_more_than_a_page_is_the_workers(cast, stan):
    many(cast, 60)
    answer = press(stan, all="1", q="Many")
    page = text(stan.get(answer.location))
    assert "0 of 60 customers done." in page and "progress.js" in page and due(cast) == []
    bulk_id = answer.location.rsplit("/", 1)[1]
    change(cast, "MC-007", email="")
    with cast.within():
        bulk_invites.invite(cast.acme, bulk_id)
    page = text(stan.get(answer.location))
    assert "60 of 60 customers done." in page
    assert "'Max7 Moritz' has no e-mail address." in row(page, "Many 007")
    assert len(due(cast)) == links(cast) == 59


def test_two_workers_invite_nobody_twice(cast, stan):
    many(cast, 60)
    bulk_id = uuid.UUID(press(stan, all="1", q="Many").location.rsplit("/", 1)[1])

    def work():
        with cast.within():
            bulk = db.session.scalar(
                select(BulkInvite).where(BulkInvite.bulk_invite_id == bulk_id))
            while bulk.state == "pending":
                bulk_invites.piece(bulk)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(due(cast)) == links(cast) == 60


def test_the_dry_run_tells_whose_older_link_dies(cast, stan):
    told = "The link of the earlier invitation opens nothing any more."
    assert told not in text(stan.get(NEW, query_string={"customer_id": "C-1004"}))
    change(cast, "CT-4", access="Pending")
    page = text(stan.get(NEW, query_string={"customer_id": "C-1004"}))
    assert told in row(page, "Delta Holding")


def test_a_list_that_changed_is_looked_at_again(cast, stan):
    page = text(stan.get(NEW, query_string=ALL))
    change(cast, "CT-4", email="")
    answer = stan.post(PRESS, {**ALL, "expected": expected(page)})
    assert messages(stan, answer) == [
        "The list has changed meanwhile. Please look at it again."]
    assert answer.location.startswith(NEW) and due(cast) == []


@pytest.mark.parametrize(("query", "found"), [
    ("portal=Enabled", {"C-1001", "C-1002", "C-1003"}), ("portal=Disabled", {"C-1005"}),
    ("portal=Not+invited", {"C-1004", "C-1006"}), ("portal=Pending", set()),
    ("parent=C-1004", {"C-1005", "C-1006"}), ("status=Inactive", set()),
    ("q=dora+hill", {"C-1004"}), ("portal=Enabled&q=castor", {"C-1003"}),
])
def test_filters(stan, query, found):
    page = text(stan.get(f"/setup/customers?{query}"))
    assert set(re.findall(r'name="customer_id" value="([^"]+)"', page)) == found


def test_the_order_goes_both_ways(stan):
    for sort, first in [("customer_id", "C-1001"), ("-customer_id", "C-1006"), ("-name", "C-1006")]:
        page = text(stan.get(f"/setup/customers?sort={sort}"))
        assert re.findall(r'name="customer_id" value="([^"]+)"', page)[0] == first


def test_pages_of_a_falling_order_follow_each_other(cast, stan):
    many(cast, 60)
    seen, address = [], "?q=Many&sort=-name"
    while address:
        page = text(stan.get(f"/setup/customers{address}"))
        seen += re.findall(r'name="customer_id" value="([^"]+)"', page)
        further = re.search(r'rel="next" href="([^"]+)"', page)
        address = further and further[1]
    assert seen == [f"M-{n:03}" for n in reversed(range(60))]


def test_all_that_match_are_disabled_and_no_other(cast, stan):
    page = text(stan.get("/setup/portal-access/disable?all=1&portal=Enabled"))
    assert "DISABLE PORTAL FOR 3 RECORDS" in page
    form = {**ALL, "portal": "Enabled"}
    late = stan.post("/setup/portal-access/disable", {**form, "expected": "2"})
    assert messages(stan, late) == ["The list has changed meanwhile. Please look at it again."]
    done = stan.post("/setup/portal-access/disable", {**form, "expected": "3"})
    assert messages(stan, done) == [
        "Portal access for the selected customer(s) has been disabled."]
    assert {state(cast, f"CT-{n}")[1] for n in (1, 2, 3)} == {False}
