"""The staff invitation's page (S12, T4): opening it changes nothing, once is enough."""

import pytest

from config import clock
from config.database import db
from tenants.staff import Staff, StaffVisit
from tenants.staff_link import StaffLink
from tests.setup.pages import text

NEW = "seven purple trombones"


@pytest.fixture
def token(cast):
    with cast.within():
        link = StaffLink(purpose="invitation", staff_id=cast.vera)
        db.session.add(link)
        secret = link.mint()
        db.session.commit()
    return secret


@pytest.fixture
def stranger(cast, visit):
    return visit("acme")


def test_opening_the_link_changes_nothing(stranger, token):
    for _ in range(3):
        stranger.head(f"/setup/password/{token}")
        page = text(stranger.get(f"/setup/password/{token}"))
    assert "Vera Lind" in page and "vera@acme.example" in page and "Set your password" in page


def test_the_password_is_set_once(cast, stranger, token):
    answer = stranger.post(f"/setup/password/{token}", {"password": NEW})
    assert answer.location == "/setup/login"
    assert "Your password is set. Sign in with it." in text(stranger.get("/setup/login"))
    again = stranger.post(f"/setup/password/{token}", {"password": "another good phrase"})
    assert again.status_code == 410
    assert stranger.get(f"/setup/password/{token}").status_code == 410
    form = {"email": "vera@acme.example", "password": NEW}
    assert stranger.post("/setup/login", form).status_code == 302


def test_a_new_password_ends_running_visits(cast, visit, stranger, token):
    vera = visit("acme").at_setup(cast.vera)
    stranger.post(f"/setup/password/{token}", {"password": NEW})
    assert vera.get("/setup/customers").status_code == 302
    with cast.within():
        assert db.session.query(StaffVisit).count() == 0


@pytest.mark.parametrize(
    ("password", "message"),
    [("", "Use at least 12 characters."), ("eleven char", "Use at least 12 characters."),
     ("passwordpassword", "This password is a common one and easy to guess. Choose another."),
     ("ab1" * 100, "Use at most 256 characters.")],
)
def test_a_weak_password_is_said_and_the_link_stays_good(stranger, token, password, message):
    assert message in text(stranger.post(f"/setup/password/{token}", {"password": password}), 422)
    assert stranger.get(f"/setup/password/{token}").status_code == 200


def test_valid_for_72_hours_to_the_second(cast, stranger):
    start = clock.now()
    with clock.frozen(start), cast.within():
        link = StaffLink(purpose="invitation", staff_id=cast.vera)
        db.session.add(link)
        secret = link.mint()
        db.session.commit()
    with clock.frozen(start.replace() + StaffLink.LIFETIMES["invitation"]):
        assert stranger.get(f"/setup/password/{secret}").status_code == 410
        assert stranger.post(f"/setup/password/{secret}", {"password": NEW}).status_code == 410


def test_a_link_of_another_tenant_or_of_nobody_is_unknown(cast, visit, token):
    assert visit("initech").get(f"/setup/password/{token}").status_code == 404
    assert visit("acme").get("/setup/password/made-up").status_code == 404


def test_who_was_dismissed_sets_no_password(cast, stranger, token):
    with cast.within():
        Staff.named("vera@acme.example").active = False
        db.session.commit()
    assert stranger.get(f"/setup/password/{token}").status_code == 410
