"""The doors to an account, to the second and to the count (R2 to R6, R11, D1)."""

import re
from datetime import timedelta

import pytest

from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config import clock
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup

NEW = "twelve brown sparrows"


def issue(cast, purpose, email="jane@atlas.example"):
    """The token of a fresh link of that user's, as its mail would carry it."""
    with cast.within():
        token = PortalLink.issue(purpose, portal_user=PortalUser.named(email)).mint()
        db.session.commit()
    return token


def unconfirm(cast):
    with cast.within():
        db.session.get(PortalUser, (cast.acme, cast.jane)).confirmed_at = None
        db.session.commit()


def sign_in(visitor, cast, password=None):
    return visitor.post("/portal/login", {"email": "jane@atlas.example",
                                          "password": password or cast.password})


@pytest.mark.parametrize(("purpose", "path", "lifetime"), [
    ("reset", "/portal/password", timedelta(hours=1)),
    ("confirmation", "/portal/confirmation", timedelta(hours=72)),
])
@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 410)])
def test_mailed_links_last_to_the_second(cast, visit, purpose, path, lifetime, seconds, status):
    start = clock.now().replace(microsecond=0)
    with clock.frozen(start):
        token = issue(cast, purpose)
    with clock.frozen(start + lifetime + timedelta(seconds=seconds)):
        assert visit("acme").get(f"{path}/{token}").status_code == status
        sent = visit("acme").post(f"{path}/{token}", {"password": NEW})
        assert (sent.status_code == 410) == (status == 410)


def test_an_expired_reset_changes_nothing(cast, visit):
    token = issue(cast, "reset")
    with clock.travelled(hours=1):
        assert visit("acme").post(f"/portal/password/{token}", {"password": NEW}).status_code == 410
    assert sign_in(visit("acme"), cast, NEW).status_code == 401
    assert sign_in(visit("acme"), cast).status_code == 302


def test_a_second_reset_mail_kills_the_first(cast, visit):
    first, second = issue(cast, "reset"), issue(cast, "reset")
    assert visit("acme").get(f"/portal/password/{first}").status_code == 410
    page = visit("acme").get(f"/portal/password/{second}")
    assert page.status_code == 200 and re.search(r"<button[^>]*>Confirm</button>", page.text)


def test_who_has_not_confirmed_is_offered_the_mail_again(cast, visit):
    unconfirm(cast)
    first = issue(cast, "confirmation")
    jane = visit("acme")
    page = sign_in(jane, cast)
    assert page.status_code == 401 and 'action="/portal/confirmation/again"' in page.text
    again = jane.post("/portal/confirmation/again", {"email": "jane@atlas.example"})
    assert again.status_code == 200
    assert jane.get(f"/portal/confirmation/{first}").status_code == 410
    assert sign_in(jane, cast).status_code == 401


def test_a_wrong_password_does_not_tell_that_the_address_waits(cast, visit):
    unconfirm(cast)
    assert "not confirmed" not in sign_in(visit("acme"), cast, "wrong guess").text


def test_the_login_page_is_the_companys_and_can_be_bookmarked(cast, visit):
    with cast.within():
        setup = db.session.get(PortalSetup, cast.acme)
        setup.logo_key, setup.banner_key, setup.primary_color = "l.png", "b.png", "#123456"
        db.session.commit()
    site.forget()
    page = visit("acme").get("/portal/login")
    assert page.status_code == 200 and "Forgot Password" in page.text
    for part in ("/branding/l.png", "/branding/b.png", "/branding/accent-123456.css"):
        assert part in page.text


def test_asking_for_a_new_password_is_slowed_down(cast, visit):
    visitor = visit("acme")
    answers = [visitor.post("/portal/forgot", {"email": "jane@atlas.example"}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0 and "Try again in" in answers[-1].text


def test_guessing_the_old_password_is_slowed_down_too(cast, jane):
    sent = {"old_password": "a wrong guess", "new_password": NEW}
    answers = [jane.post("/portal/account/password", sent) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]


def test_sign_out_stands_in_the_menu_and_forgets_the_cookie(cast, jane):
    assert "Sign out" in jane.get("/portal/invoices").text
    assert jane.get("/portal/sign-out").status_code == 405
    answer = jane.post("/portal/sign-out")
    assert answer.location == "/portal/login"
    assert any(cookie.startswith("portal=;") for cookie in answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (60, 302)])
def test_an_idle_session_ends_at_the_hour(cast, visit, minutes, status):
    start = clock.now().replace(microsecond=0)
    with clock.frozen(start):
        jane = visit("acme").at_portal(cast.jane)
    with clock.frozen(start + timedelta(minutes=minutes)):
        assert jane.get("/portal/account").status_code == status
