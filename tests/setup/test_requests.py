"""“Requests”: what staff see, accept and decline (D19, P21)."""

import re
from threading import Thread

import pytest
from sqlalchemy import select

from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from tenants.role import Role
from tests import cast as people
from tests.setup.pages import due, messages, text

LIST = "/setup/requests"
ONE = f"{LIST}/RQ-1001"
FORM = "/portal/account/billing-details/proposal"


@pytest.fixture
def asked(jane):
    """RQ-1001 of Jane's waits."""
    jane.post(FORM, {"city": "Salem", "tax_id": "DE 123", "note": "We moved"})


def stored(cast, request_id="RQ-1001"):
    with cast.within():
        return db.session.get(ChangeRequest, (cast.acme, request_id))


def details(cast):
    with cast.within():
        contact = db.session.get(Contact, (cast.acme, "CT-1"))
        return contact.city, db.session.get(Customer, (cast.acme, "C-1001")).tax_id


def stamp(visitor, path=ONE):
    return re.search('name="stamp" value="([0-9a-f]+)"', text(visitor.get(path)))[1]


def test_the_list_tells_who_asks_for_what(asked, stan):
    page = text(stan.get(LIST))
    for words in (ONE, "Atlas Orion", "C-1001", "Other billing details", "Jane Miller", "City",
                  "Salem", "DE 123", "Pending"):
        assert words in page
    assert 'href="/setup/requests" aria-current="page"' in page


def test_the_page_tells_the_rest(asked, stan):
    page = text(stan.get(ONE))
    for words in ("We moved", "jane@atlas.example", "Accept", "Decline", "When asked", "Wanted"):
        assert words in page
    assert "has changed since" not in page


def test_accepting_writes_and_tells_who_asked(cast, asked, stan):
    answer = stan.post(f"{ONE}/accept", {"stamp": stamp(stan), "reason": "Done"})
    assert messages(stan, answer) == ["Request RQ-1001 is accepted."]
    assert details(cast) == ("Salem", "DE 123")
    assert stored(cast).reason == "Done"
    assert due(cast)[-1] == ("request_accepted", "jane@atlas.example")
    assert "Nothing waits for you" in text(stan.get(LIST))
    page = text(stan.get(ONE))
    assert "Stan Baker" in page and "Your decision" not in page


def test_declining_needs_a_reason_which_the_customer_reads(cast, asked, stan, jane):
    answer = stan.post(f"{ONE}/decline", {"reason": "  "})
    assert "Tell the customer why" in text(answer, 422) and stored(cast).state == "Pending"
    answer = stan.post(f"{ONE}/decline", {"reason": "x" * 1001})
    assert "x" * 1001 in text(answer, 422) and stored(cast).state == "Pending"
    stan.post(f"{ONE}/decline", {"reason": "Not the\r\naddress"})
    assert stored(cast).reason == "Not the\naddress" and details(cast) == ("", "")
    assert due(cast)[-1] == ("request_declined", "jane@atlas.example")
    assert "Not the\naddress" in text(jane.get("/portal/account/billing-details"))


def test_what_changed_since_it_was_asked_is_said(cast, asked, stan):
    with cast.within():
        db.session.get(Contact, (cast.acme, "CT-1")).city = "Boston"
        db.session.commit()
    page = text(stan.get(ONE))
    assert "The record has changed since this was asked" in page and "Boston" in page
    stan.post(f"{ONE}/accept", {"stamp": stamp(stan)})
    assert details(cast) == ("Salem", "DE 123")


@pytest.mark.parametrize("sent", [{"stamp": "0" * 16}, {}, {"stamp": "é"}])
def test_nobody_accepts_what_they_have_not_seen(cast, asked, stan, sent):
    assert messages(stan, stan.post(f"{ONE}/accept", sent)) == [
        "What request RQ-1001 asks to change has changed just now. Please look at it again."]
    assert stored(cast).state == "Pending" and details(cast) == ("", "")


def test_a_request_withdrawn_meanwhile_says_so(cast, asked, stan, jane):
    seen = stamp(stan)
    jane.post("/portal/requests/RQ-1001/withdraw")
    for path, sent in (("accept", {"stamp": seen}), ("decline", {"reason": "No"})):
        told = messages(stan, stan.post(f"{ONE}/{path}", sent))
        assert "RQ-1001 was withdrawn meanwhile" in told[0]
    assert details(cast) == ("", "")
    assert [name for name, _ in due(cast)] == ["request_received"]


def test_of_many_decisions_at_once_exactly_one_wins(cast, asked, stan, visit):
    visitors = [visit("acme").at_setup(cast.stan) for _ in range(4)]
    seen, answers = stamp(stan), []

    def decide(number, visitor):
        verb, sent = ("decline", {"reason": "No"}) if number % 2 else ("accept", {"stamp": seen})
        answers.append(visitor.post(f"{ONE}/{verb}", sent).location)

    threads = [Thread(target=decide, args=pair) for pair in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [LIST, *[ONE] * 3]
    accepted = stored(cast).state == "Accepted"
    assert details(cast) == (("Salem", "DE 123") if accepted else ("", ""))
    told = [name for name, _ in due(cast) if name != "request_received"]
    assert told == ["request_accepted" if accepted else "request_declined"]


@pytest.mark.parametrize(("rights", "seen"), [
    (["List"], (200, 403, 403)), (["View"], (403, 200, 403)), (["Edit"], (403, 403, 302)),
    (["Add", "Delete"], (403, 403, 403))])
def test_each_right_opens_its_own(cast, asked, visit, rights, seen):
    with cast.within():
        person = people.staff("tried@acme.example", "Tried", Role(name="tried", rights={
            "Customers": rights, "Manage Portal Users": ["List", "View", "Add", "Edit", "Delete"]}))
        db.session.commit()
    tried = visit("acme").at_setup(person)
    calls = tried.get(LIST), tried.get(ONE), tried.post(f"{ONE}/decline", {"reason": "No"})
    assert tuple(call.status_code for call in calls) == seen
    assert (LIST in text(tried.get("/setup/customers"))) == ("List" in rights)


def test_who_may_only_look_sees_no_buttons(cast, asked, visit):
    page = text(visit("acme").at_setup(cast.vera).get(ONE))
    assert "We moved" in page and "Your decision" not in page and 'name="stamp"' not in page


def test_ended_ones_come_in_pages(cast, jane, stan):
    with cast.within():
        atlas = db.session.get(Customer, (cast.acme, "C-1001"))
        by = type("By", (), {"portal_user_id": cast.jane, "contact_name": "Jane Miller"})
        for number in range(31):
            ChangeRequest.ask("Billing details", atlas, {"city": f"City {number}"}, by)
            db.session.commit()
    page = text(stan.get(LIST))
    assert page.count('class="id text"') == 1 + 25
    older = re.search(r'href="(/setup/requests\?before=[^"]+)"', page)[1]
    rest = text(stan.get(older))
    assert rest.count('class="id text"') == 5 and "City 0<" in rest
    assert stan.get(f"{LIST}?before=x").status_code == 404


def test_another_companys_request_is_not_found(cast, asked, visit):
    initech = visit("initech").at_setup(cast.initech_staff)
    assert initech.get(ONE).status_code == 404
    assert initech.post(f"{ONE}/decline", {"reason": "No"}).status_code == 404
    assert "Atlas" not in text(initech.get(LIST))
    with cast.within():
        assert db.session.scalars(select(ChangeRequest.state)).all() == ["Pending"]
