"""The second factor of staff: set up, asked for, lost, reset (S12)."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pyotp
import pytest
from sqlalchemy import select, text

from config import clock
from config.database import db
from tenants.second_factor import SecondFactor
from tests.setup import pages
from tests.setup.test_sign_in import fresh_counters  # noqa: F401

HERE = "/setup/profile/second-factor"
WRONG = "This code is not right, or was used already."


class Phone:
    """An authenticator app; it goes by the same clock."""

    def __init__(self, page):
        self.key = re.search(r'<code class="secret">(\w+)</code>', page)[1]

    def code(self, steps=0):
        return pyotp.TOTP(self.key).at(clock.now() + timedelta(seconds=30 * steps))


@pytest.fixture
def still():
    """A clock that stands amid a half minute."""
    at = clock.now().replace(second=10, microsecond=0)
    with clock.frozen(at):
        yield at


def begin(visitor):
    assert visitor.post(HERE).location == HERE
    return Phone(pages.text(visitor.get(HERE)))


def enrol(visitor):
    """(phone, recovery codes); the clock then stands at the next half minute."""
    phone = begin(visitor)
    page = pages.text(visitor.post(f"{HERE}/confirm", {"code": phone.code()}))
    return phone, re.findall(r"<li><code>([A-Z2-7-]+)</code>", page)


def password(visitor, cast, email="stan@acme.example", query=""):
    return visitor.post(f"/setup/login{query}", {"email": email, "password": cast.password})


def code(visitor, typed, query=""):
    return visitor.post(f"/setup/login/code{query}", {"code": typed})


def inside(visitor):
    return visitor.get("/setup/profile").status_code == 200


def factor(cast, staff_id=None):
    with cast.within():
        return db.session.scalar(
            select(SecondFactor).where(SecondFactor.staff_id == (staff_id or cast.stan)))


def test_it_is_on_only_after_a_code_has_come_back(cast, stan, visit, still):
    phone = begin(stan)
    page = pages.text(stan.get(HERE))
    assert 'src="data:image/svg+xml' in page and "style=" not in page
    assert WRONG in pages.text(stan.post(f"{HERE}/confirm", {"code": "000000"}), 422)
    assert password(visit("acme"), cast).location == "/setup"
    again = begin(stan)
    assert again.key != phone.key
    assert stan.post(f"{HERE}/confirm", {"code": phone.code()}).status_code == 422
    answer = stan.post(f"{HERE}/confirm", {"code": again.code()})
    assert len(re.findall(r"<li><code>", pages.text(answer))) == 10
    assert password(visit("acme"), cast).location == "/setup/login/code"


def test_the_codes_and_the_key_are_shown_this_once(cast, stan, still):
    phone, codes = enrol(stan)
    page = pages.text(stan.get(HERE))
    assert "10 are left" in page and phone.key not in page
    assert not any(each in page for each in codes)
    assert stan.post(HERE).status_code == 302
    assert factor(cast).on and phone.key not in pages.text(stan.get(HERE))


def test_at_rest_the_key_is_sealed_and_the_codes_are_hashed(cast, stan, owner, still):
    phone, codes = enrol(stan)
    with owner.begin() as connection:
        connection.execute(text("select set_config('app.tenant_id', :t, true)"),
                           {"t": str(cast.acme)})
        row = str(connection.execute(text("select t::text from second_factor t")).all())
    for secret in (phone.key, phone.key.lower(), *codes, *(c.replace("-", "") for c in codes)):
        assert secret not in row


def test_a_sealed_key_serves_its_own_person_only(cast, stan, still):
    enrol(stan)
    secret = factor(cast).secret
    with cast.within():
        borrowed = SecondFactor(staff_id=cast.vera, secret=secret)
        with pytest.raises(ValueError):
            borrowed.accepts("000000")


def test_the_password_alone_opens_nothing(cast, stan, visit, still):
    phone, _ = enrol(stan)
    visitor = visit("acme")
    asked = password(visitor, cast, query="?next=/setup/customers?q%3DAtlas")
    half = visitor.client.get_cookie("setup", domain="acme.localhost").value
    assert not inside(visitor) and visitor.get("/setup").location.startswith("/setup/login")
    assert WRONG in pages.text(code(visitor, "123456"), 401)
    with clock.frozen(still + timedelta(seconds=30)):
        answer = visitor.post(asked.location, {"code": phone.code()})
        assert answer.location == "/setup/customers?q=Atlas"
        assert inside(visitor)
        assert visitor.client.get_cookie("setup", domain="acme.localhost").value != half
        assert code(visit("acme").with_cookie("setup", half), phone.code(1)).location == (
            "/setup/login")


def test_without_the_password_no_code_is_looked_at(cast, stan, visit, still):
    phone, _ = enrol(stan)
    assert visit("acme").get("/setup/login/code").location == "/setup/login"
    assert code(visit("acme"), phone.code(1)).location == "/setup/login"


@pytest.mark.parametrize(("steps", "counts"), [(-2, False), (-1, True), (0, True), (1, True),
                                               (2, False)])
def test_a_half_minute_before_and_after_counts(cast, stan, visit, still, steps, counts):
    phone, _ = enrol(stan)
    with clock.frozen(still + timedelta(minutes=10)):
        visitor = visit("acme")
        password(visitor, cast)
        assert (code(visitor, phone.code(steps)).status_code == 302) == counts


def test_a_code_counts_once_and_so_do_older_ones(cast, stan, visit, still):
    phone, _ = enrol(stan)
    with clock.frozen(still + timedelta(minutes=10)):
        one, two = visit("acme"), visit("acme")
        for visitor in (one, two):
            password(visitor, cast)
        assert code(one, phone.code()).status_code == 302
        for steps in (0, -1):
            assert code(two, phone.code(steps)).status_code == 401
        assert code(two, phone.code(1)).status_code == 302


def test_a_half_begun_visit_lasts_ten_minutes(cast, stan, visit, still):
    phone, _ = enrol(stan)
    visitor = visit("acme")
    password(visitor, cast)
    with clock.frozen(still + timedelta(minutes=10, seconds=1)):
        assert code(visitor, phone.code()).location == "/setup/login"


def test_guesses_are_bounded_whoever_begins_anew(cast, stan, visit, still):
    phone, codes = enrol(stan)
    for _ in range(5):
        visitor = visit("acme")
        password(visitor, cast)
        assert code(visitor, "000000").status_code == 401
    with clock.frozen(still + timedelta(minutes=1)):
        for typed in (phone.code(), codes[0]):
            assert "Try again in 14 minutes." in pages.text(code(visitor, typed), 401)
    with clock.frozen(still + timedelta(minutes=15)):
        visitor = visit("acme")
        password(visitor, cast)
        assert code(visitor, phone.code()).status_code == 302


def test_a_recovery_code_opens_once(cast, stan, visit, still):
    _, codes = enrol(stan)
    one, two = visit("acme"), visit("acme")
    for visitor in (one, two):
        password(visitor, cast)
    assert code(one, f" {codes[3].lower()} ").status_code == 302
    assert code(two, codes[3]).status_code == 401
    assert "9 are left" in pages.text(one.get(HERE))


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_many_at_once_with_one_code_one_comes_in(cast, stan, visit, still, kind):
    phone, codes = enrol(stan)
    one_code = phone.code(1) if kind == "app" else codes[0]
    visitors = [visit("acme") for _ in range(6)]
    for visitor in visitors:
        password(visitor, cast)
    gate, told = Barrier(6), []

    def come(visitor):
        gate.wait()
        told.append(code(visitor, one_code).status_code)

    threads = [Thread(target=come, args=[visitor]) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == [302, 401, 401, 401, 401, 401]


def test_guesses_at_once_are_bounded_too(cast, stan, visit, still):
    enrol(stan)
    visitors = [visit("acme") for _ in range(8)]
    for visitor in visitors:
        password(visitor, cast)
    gate, told = Barrier(8), []

    def guess(visitor):
        gate.wait()
        told.append(code(visitor, "000000").text)

    threads = [Thread(target=guess, args=[visitor]) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(WRONG in page for page in told) == 5
