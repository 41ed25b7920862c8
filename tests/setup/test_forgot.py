"""“Forgot Password” of staff: answers alike, once, within the hour, and no way round the second
factor (S12, R5)."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from config import clock
from config.database import db
from tenants.staff import Staff
from tenants.staff_link import StaffLink
from tests.setup.pages import due, text
from tests.setup.test_totp import code, enrol, inside, still  # noqa: F401

STAN, NEW = "stan@acme.example", "seven purple trombones"
RESET, TOLD = ("staff_reset", STAN), ("staff_notice", STAN)


@pytest.fixture
def stranger(cast, visit):
    return visit("acme")


def ask(visitor, email=STAN):
    return visitor.post("/setup/forgot", {"email": email})


def token(cast, purpose="reset"):
    """What the newest mail would carry."""
    with cast.within():
        newest = select(StaffLink).where(StaffLink.purpose == purpose)
        secret = db.session.scalar(newest.order_by(StaffLink.link_id.desc())).mint()
        db.session.commit()
    return secret


def reset(visitor, secret, new=NEW):
    return visitor.post(f"/setup/password/{secret}", {"password": new})


def sign_in(visitor, password=NEW):
    return visitor.post("/setup/login", {"email": STAN, "password": password})


def test_the_login_page_leads_to_it(stranger):
    assert 'href="/setup/forgot"' in text(stranger.get("/setup/login"))
    assert "Forgot Password" in text(stranger.get("/setup/forgot"))


def test_a_new_password_by_mail(cast, stan, stranger):
    assert "is on its way" in text(ask(stranger, " Stan@ACME.example "))
    assert due(cast) == [RESET]
    secret = token(cast)
    assert STAN in text(stranger.get(f"/setup/password/{secret}"))
    assert reset(stranger, secret).location == "/setup/login"
    assert due(cast) == [RESET, TOLD]
    assert not inside(stan)
    assert sign_in(stranger, cast.password).status_code == 401
    assert sign_in(stranger).location == "/setup"


def deactivated():
    Staff.named(STAN).active = False


def invited():
    Staff.named(STAN).password_hash = None


@pytest.mark.parametrize("act", [deactivated, invited])
def test_who_may_not_gets_no_mail_and_the_same_answer(cast, stranger, act):
    known = text(ask(stranger))
    with cast.within():
        act()
        db.session.commit()
    assert text(ask(stranger)) == known
    unknown = text(ask(stranger, "nobody@acme.example"))
    assert unknown.replace("nobody@acme.example", STAN) == known
    assert due(cast) == [RESET]


@pytest.mark.parametrize("email", ["", "no address", "jane@atlas.example\r\nBcc: x@y.example"])
def test_what_is_no_address_is_said(cast, stranger, email):
    assert 'id="email-error"' in text(ask(stranger, email), 422)
    assert due(cast) == []


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 410), (1, 410)])
def test_a_link_lasts_one_hour_to_the_second(cast, stranger, seconds, status):
    start = clock.now().replace(microsecond=0)
    with clock.frozen(start):
        ask(stranger)
        secret = token(cast)
    with clock.frozen(start + timedelta(hours=1, seconds=seconds)):
        assert stranger.get(f"/setup/password/{secret}").status_code == status
        assert reset(stranger, secret).status_code == (302 if status == 200 else 410)


def test_a_dead_link_says_why(cast, stranger):
    ask(stranger)
    secret = token(cast)
    with clock.travelled(hours=2):
        page = text(stranger.get(f"/setup/password/{secret}"), 410)
        assert "This link has expired" in page and 'href="/setup/forgot"' in page
    ask(stranger)
    assert "a newer one has replaced it" in text(stranger.get(f"/setup/password/{secret}"), 410)


def test_opening_the_link_ten_times_changes_nothing(cast, stranger):
    ask(stranger)
    secret = token(cast)
    for _ in range(5):
        assert stranger.get(f"/setup/password/{secret}").status_code == 200
        assert stranger.head(f"/setup/password/{secret}").status_code == 200
    assert reset(stranger, secret).status_code == 302
    assert reset(stranger, secret).status_code == 410


def test_of_twenty_at_once_one_sets_it(cast, visit, stranger):
    ask(stranger)
    secret, gate, told = token(cast), Barrier(20), []

    def run(visitor, number):
        gate.wait()
        told.append(reset(visitor, secret, f"{NEW} {number}").status_code)

    threads = [Thread(target=run, args=(visit("acme"), number)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == [302] + [410] * 19


def test_the_second_factor_is_asked_for_all_the_same(cast, stan, stranger, still):  # noqa: F811
    phone, _ = enrol(stan)
    ask(stranger)
    reset(stranger, token(cast))
    assert not inside(stranger)
    assert sign_in(stranger).location == "/setup/login/code"
    assert not inside(stranger)
    with clock.frozen(still + timedelta(seconds=30)):
        assert code(stranger, phone.code()).location == "/setup"


def test_a_new_password_kills_what_else_was_mailed(cast, stan, stranger):
    with cast.within():
        StaffLink.invite(Staff.named(STAN))
        db.session.commit()
    invitation = token(cast, "invitation")
    ask(stranger)
    assert stranger.get(f"/setup/password/{invitation}").status_code == 200
    first = token(cast)
    stan.post("/setup/profile/password", {"old_password": cast.password, "new_password": NEW})
    for dead in (invitation, first):
        assert stranger.get(f"/setup/password/{dead}").status_code == 410


def test_who_is_deactivated_meanwhile_sets_none(cast, stranger):
    ask(stranger)
    secret = token(cast)
    with cast.within():
        deactivated()
        db.session.commit()
    assert reset(stranger, secret).status_code == 410


def test_another_tenant_does_not_know_the_link(cast, visit, stranger):
    ask(stranger)
    secret = token(cast)
    for other in ("initech", "acme-sandbox"):
        assert visit(other).get(f"/setup/password/{secret}").status_code == 404


def test_asking_is_slowed_down_by_account_and_by_address(cast, visit):
    def asked(number, email):
        return visit("acme").post("/setup/forgot", {"email": email}, environ_overrides={
            "REMOTE_ADDR": f"203.0.113.{number}"}).status_code

    assert [asked(number, STAN) for number in range(11)] == [200] * 10 + [429]
    told = [asked(99, f"no-address-{number}") for number in range(41)]
    assert told == [422] * 40 + [429]
