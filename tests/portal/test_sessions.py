"""“Sessions” (R10): where one is signed in, and the end of each."""

import re

import pytest

from billing.people.portal_user import PortalUser, PortalVisit
from config import clock
from config.database import db
from workers import purge

HERE = "/portal/account/sessions"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"


def sign_in(visitor, cast, user_agent=FIREFOX, address="203.0.113.7"):
    """By the form, as a browser does."""
    answer = visitor.post(
        "/portal/login", {"email": "jane@atlas.example", "password": cast.password},
        headers={"User-Agent": user_agent}, environ_base={"REMOTE_ADDR": address},
    )
    assert answer.status_code == 302
    return visitor


def ends(page):
    """The addresses of the End buttons."""
    return re.findall(rf'action="({HERE}/\d+/end)"', page.text)


@pytest.fixture
def phone(cast, visit, jane):
    return sign_in(visit("acme"), cast)


def test_each_place_is_told_by_browser_time_and_address(jane, phone):
    page = jane.get(HERE)
    assert "Firefox on Windows" in page.text and "from 203.0.113.7" in page.text
    assert page.text.count("This session") == 1 and len(ends(page)) == 1
    assert re.search(r"Last used \w+ \d+, \d{4}, .* E[SD]T", page.text)


def test_ending_one_ends_it_at_its_next_request_and_no_other(cast, jane, phone, visit):
    tablet = visit("acme").at_portal(cast.jane)
    address, = ends(phone.get(HERE))[1:]
    assert phone.post(address).status_code == 302
    assert "The session has ended." in phone.get(HERE).text
    alive = [each.get("/portal/invoices").status_code for each in (jane, phone, tablet)]
    assert sorted(alive) == [200, 200, 302] and alive[1] == 200


def test_everywhere_else_asks_first_and_ends_all_others(cast, jane, phone, visit):
    tablet = visit("acme").at_portal(cast.jane)
    page = jane.get(HERE).text
    assert 'href="#elsewhere" data-dialog' in page and '<dialog id="elsewhere"' in page
    assert jane.post(f"{HERE}/end").status_code == 302
    alive = [each.get("/portal/invoices").status_code for each in (jane, phone, tablet)]
    assert alive == [200, 302, 302]
    assert 'id="elsewhere"' not in jane.get(HERE).text and not ends(jane.get(HERE))


def test_looking_ends_nothing(jane, phone):
    address, = ends(jane.get(HERE))
    for attempt in (jane.get(address), jane.get(f"{HERE}/end"), jane.head(address)):
        assert attempt.status_code in (404, 405)
    assert phone.get("/portal/invoices").status_code == 200


def test_a_neighbours_session_is_as_unknown_as_one_that_never_was(cast, jane, visit):
    bruno = visit("acme").at_portal(cast.bruno)
    with cast.within():
        theirs = db.session.scalars(
            db.select(PortalVisit.visit_id).where(PortalVisit.portal_user_id == cast.bruno)
        ).one()
    known, unknown = (jane.post(f"{HERE}/{each}/end") for each in (theirs, 987654321))
    assert known.status_code == unknown.status_code == 404 and known.text == unknown.text
    assert jane.post(f"{HERE}/{2**63}/end").status_code == 404
    assert bruno.get("/portal/invoices").status_code == 200
    assert not ends(jane.get(HERE))


def test_sessions_that_ended_by_time_are_not_listed(jane, phone, cast):
    with clock.travelled(minutes=50):
        assert len(ends(jane.get(HERE))) == 1
    with clock.travelled(minutes=70):
        assert len(ends(jane.get(HERE))) == 0
        with cast.within():
            login = db.session.get(PortalUser, (cast.acme, cast.jane))
            assert len(login.visits(9)) == 1


def test_ending_this_very_session_leads_to_the_login(cast, jane):
    with cast.within():
        visit, = db.session.get(PortalUser, (cast.acme, cast.jane)).visits(9)
    jane.post(f"{HERE}/{visit.visit_id}/end")
    assert jane.get(HERE).location.startswith("/portal/login")


def test_the_address_is_gone_with_the_session(cast, jane, phone):
    with clock.travelled(hours=13):
        with cast.app.app_context():
            purge.visits()
        with cast.within():
            assert db.session.scalars(db.select(PortalVisit.address)).all() == []


def test_a_strange_browser_is_shown_as_text(cast, visit):
    visitor = sign_in(visit("acme"), cast, "<b>Firefox/</b> \N{SNOWMAN}".encode().decode("latin-1"))
    page = visitor.get(HERE).text
    assert "Firefox" in page and "<b>Firefox/" not in page
    assert "Unknown browser" in sign_in(visit("acme"), cast, "curl/8").get(HERE).text


def test_many_sessions_are_not_all_listed_but_all_ended(cast, jane):
    with cast.within():
        for _ in range(60):
            PortalVisit.begin(FIREFOX, portal_user_id=cast.jane)
        db.session.commit()
    page = jane.get(HERE)
    assert len(ends(page)) == 49 and page.text.count("This session") == 1
    assert "These are the 50 sessions that were used last." in page.text
    jane.post(f"{HERE}/end")
    with cast.within():
        assert len(db.session.get(PortalUser, (cast.acme, cast.jane)).visits(99)) == 1
