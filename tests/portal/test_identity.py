import threading
from datetime import timedelta

import pytest

from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config import clock
from config.database import db

NEW = "twelve brown sparrows"


@pytest.fixture
def invitation(cast):
    """The token of Tom's invitation, as its mail carries it."""
    with cast.within():
        tom = db.session.get(Contact, (cast.acme, "CT-9"))
        tom.access = "Pending"
        tom.customer.open_gate()
        token = PortalLink.issue("invitation", contact=tom).mint()
        db.session.commit()
    return token


def latest(cast, purpose):
    """A fresh token of the newest link of that purpose, as its mail would carry it."""
    with cast.within():
        link = db.session.scalar(
            db.select(PortalLink).where(PortalLink.purpose == purpose)
            .order_by(PortalLink.link_id.desc())
        )
        token = link.mint()
        db.session.commit()
    return token


def sign_in(visitor, email, password):
    return visitor.post("/portal/login", {"email": email, "password": password})


def register(visitor, token):
    return visitor.post(
        f"/portal/registration/{token}", {"password": NEW, "password_again": NEW}
    )


def test_the_whole_road_of_an_invited_person(cast, visit, invitation):
    tom = visit("acme")
    assert "tom@atlas.example" in tom.get(f"/portal/registration/{invitation}").text
    assert "Check your mail" in register(tom, invitation).text
    early = sign_in(tom, "tom@atlas.example", NEW)
    assert early.status_code == 401 and "is not confirmed yet" in early.text
    token = latest(cast, "confirmation")
    assert ">Confirm</button>" in tom.get(f"/portal/confirmation/{token}").text
    assert "confirmed" in tom.post(f"/portal/confirmation/{token}").text
    assert sign_in(tom, "TOM@atlas.example ", NEW).status_code == 302
    assert "Atlas Orion" in tom.get("/portal/invoices").text


def test_opening_links_ten_times_changes_nothing(visit, invitation):
    scanner = visit("acme")
    for _ in range(5):
        assert scanner.get(f"/portal/registration/{invitation}").status_code == 200
        assert scanner.head(f"/portal/registration/{invitation}").status_code == 200
    assert "Check your mail" in register(visit("acme"), invitation).text
    assert register(visit("acme"), invitation).status_code == 410


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 410), (1, 410)])
def test_an_invitation_lasts_72_hours_to_the_second(cast, visit, seconds, status):
    start = clock.now().replace(microsecond=0)
    with clock.frozen(start), cast.within():
        tom = db.session.get(Contact, (cast.acme, "CT-9"))
        tom.access = "Pending"
        token = PortalLink.issue("invitation", contact=tom).mint()
        db.session.commit()
    with clock.frozen(start + timedelta(hours=72, seconds=seconds)):
        assert visit("acme").get(f"/portal/registration/{token}").status_code == status


def test_an_expired_invitation_brings_a_new_one_and_dies(cast, visit, invitation):
    tom = visit("acme")
    with clock.travelled(hours=73):
        page = tom.get(f"/portal/registration/{invitation}")
        assert page.status_code == 410 and "t•••@atlas.example" in page.text
        assert "We sent a new link" in tom.post(f"/portal/links/invitation/{invitation}").text
        fresh = latest(cast, "invitation")
        assert tom.get(f"/portal/registration/{fresh}").status_code == 200
    assert tom.get(f"/portal/registration/{invitation}").status_code == 410


def test_a_closed_account_lets_nobody_register_or_ask_for_another_link(cast, visit, invitation):
    with cast.within():
        db.session.get(Contact, (cast.acme, "CT-9")).customer.close_gate()
        db.session.commit()
    tom = visit("acme")
    assert tom.get(f"/portal/registration/{invitation}").status_code == 410
    assert register(tom, invitation).status_code == 410
    with clock.travelled(hours=73):
        assert tom.post(f"/portal/links/invitation/{invitation}").status_code == 410


def test_twenty_callers_at_once_register_once(app, visit, invitation):
    answers, start = [], threading.Barrier(20)

    def run(visitor):
        start.wait()
        answers.append(register(visitor, invitation).status_code)

    threads = [threading.Thread(target=run, args=(visit("acme"),)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] + [410] * 19


def test_another_tenant_does_not_know_the_link(visit, invitation):
    assert visit("initech").get(f"/portal/registration/{invitation}").status_code == 410
    assert visit("acme-sandbox").get(f"/portal/registration/{invitation}").status_code == 410


def test_forgot_password_answers_alike_and_the_link_works_once(cast, visit, jane):
    visitor = visit("acme")
    known = visitor.post("/portal/forgot", {"email": "jane@atlas.example"}).text
    unknown = visitor.post("/portal/forgot", {"email": "nobody@atlas.example"}).text
    assert known.replace("jane@", "") == unknown.replace("nobody@", "")
    token = latest(cast, "reset")
    assert visitor.post(f"/portal/password/{token}", {"password": NEW}).status_code == 302
    assert visitor.post(f"/portal/password/{token}", {"password": NEW}).status_code == 410
    assert jane.get("/portal/invoices").status_code == 302
    assert sign_in(visitor, "jane@atlas.example", NEW).status_code == 302


@pytest.mark.parametrize("word", ["short", "passwordpassword", "123456789012", "x" * 257])
def test_weak_passwords_are_refused_at_the_field(visit, invitation, word):
    answer = visit("acme").post(
        f"/portal/registration/{invitation}", {"password": word, "password_again": word}
    )
    assert 'id="password-error"' in answer.text


def test_changing_the_password_asks_the_old_one_and_ends_other_visits(cast, jane, visit):
    other = visit("acme").at_portal(cast.jane)
    wrong = jane.post("/portal/account/password", {"old_password": "no", "new_password": NEW})
    assert "This is not your old password." in wrong.text
    right = jane.post(
        "/portal/account/password", {"old_password": cast.password, "new_password": NEW}
    )
    assert right.status_code == 302
    assert jane.get("/portal/invoices").status_code == 200
    assert other.get("/portal/invoices").status_code == 302


def test_guessing_is_slowed_down_per_account(cast, visit):
    visitor = visit("acme")
    answers = [sign_in(visitor, "jane@atlas.example", f"wrong {n}") for n in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert "Try again in" in answers[-1].text
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_an_office_may_sign_in_all_day(cast, visit):
    answers = [sign_in(visit("acme"), "jane@atlas.example", cast.password) for _ in range(45)]
    assert {answer.status_code for answer in answers} == {302}


@pytest.mark.parametrize("wish", ["//evil.example", "https://evil.example", "/setup", "/portal\\x"])
def test_sign_in_leads_nowhere_else(cast, visit, wish):
    answer = visit("acme").post(
        f"/portal/login?next={wish}",
        {"email": "jane@atlas.example", "password": cast.password},
    )
    assert answer.location == "/portal"


def test_a_visit_ends_by_idleness_and_after_twelve_hours(jane):
    with clock.travelled(minutes=59):
        assert jane.get("/portal/invoices").status_code == 200
    with clock.travelled(minutes=118):
        assert jane.get("/portal/invoices").status_code == 200
    with clock.travelled(minutes=179):
        assert jane.get("/portal/invoices").status_code == 302


def test_no_visit_outlives_twelve_hours(jane):
    for minutes in range(50, 12 * 60, 50):
        with clock.travelled(minutes=minutes):
            assert jane.get("/portal/invoices").status_code == 200
    with clock.travelled(hours=12):
        assert jane.get("/portal/invoices").status_code == 302


@pytest.mark.parametrize("gate", ["contact", "customer", "unconfirmed"])
def test_every_gate_is_checked_at_the_next_request(cast, visit, gate):
    bruno = visit("acme").at_portal(cast.bruno)
    assert bruno.get("/portal/invoices").status_code == 200
    with cast.within():
        contact = db.session.get(Contact, (cast.acme, "CT-2"))
        if gate == "contact":
            contact.disable()
        elif gate == "customer":
            contact.customer.close_gate()
        else:
            db.session.get(PortalUser, (cast.acme, cast.bruno)).confirmed_at = None
        db.session.commit()
    assert bruno.get("/portal/invoices").status_code == 302


def test_signing_out_ends_the_visit(cast, jane, visit):
    cookie = jane.client.get_cookie("portal", domain="acme.localhost").value
    assert jane.post("/portal/sign-out").status_code == 302
    assert visit("acme").with_cookie("portal", cookie).get("/portal/invoices").status_code == 302


def test_a_visit_of_one_tenant_means_nothing_on_another(cast, jane, visit):
    cookie = jane.client.get_cookie("portal", domain="acme.localhost").value
    for elsewhere in ("initech", "acme-sandbox"):
        answer = visit(elsewhere).with_cookie("portal", cookie).get("/portal/invoices")
        assert answer.status_code == 302


def test_my_account_shows_the_contact(jane):
    page = jane.get("/portal/account").text
    assert "Jane Miller" in page and "jane@atlas.example" in page and "Change Password" in page
