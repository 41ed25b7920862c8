"""Staff sign in at a door of their own (D1, R6, S12)."""

import time
from urllib.parse import quote

import pytest

from config import clock
from config.database import db
from config.redis import connect
from tenants.staff import Staff
from tests.setup.pages import text

STAN = "stan@acme.example"
WRONG = "The e-mail address or the password is not right."


@pytest.fixture(autouse=True)
def fresh_counters(migrated):
    redis = connect(migrated["REDIS_URL"])
    for key in redis.scan_iter("LIMIT*"):
        redis.delete(key)


@pytest.fixture
def stranger(cast, visit):
    return visit("acme")


def sign_in(visitor, email=STAN, password="correct horse battery", where="/setup/login"):
    return visitor.post(where, {"email": email, "password": password})


def test_signing_in_leads_to_the_first_page(stranger):
    answer = sign_in(stranger)
    assert (answer.status_code, answer.location) == (302, "/setup")
    assert stranger.get("/setup").location == "/setup/customers"
    page = text(stranger.get("/setup/customers"))
    assert "Stan Baker" in page and STAN in page and ">SB<" in page


def test_the_cookie_is_the_hosts_own_and_out_of_scripts_reach(stranger):
    cookie = sign_in(stranger).headers["Set-Cookie"]
    assert cookie.startswith("setup=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "Domain" not in cookie and "Path=/" in cookie


def test_a_cookie_that_was_brought_along_is_not_taken_over(cast, stranger, visit):
    """Who has planted a cookie before somebody signs in does not come in with them."""
    planted = "p" * 43
    sign_in(stranger.with_cookie("setup", planted))
    assert stranger.get("/setup/customers").status_code == 200
    assert stranger.client.get_cookie("setup", domain="acme.localhost").value != planted
    assert visit("acme").with_cookie("setup", planted).get("/setup/customers").status_code == 302


def test_address_in_any_case(stranger):
    assert sign_in(stranger, email=" Stan@ACME.example ").status_code == 302


@pytest.mark.parametrize(
    ("email", "password"),
    [(STAN, "wrong"), ("nobody@acme.example", "correct horse battery"),
     ("staff@canary-initech.example", "correct horse battery"),
     ("jane@atlas.example", "correct horse battery"), (STAN, "x" * 257)],
)
def test_refused_in_one_way_and_the_address_stays(stranger, email, password):
    page = text(sign_in(stranger, email, password), 401)
    assert f'value="{email}"' in page and password not in page
    assert (WRONG in page) == (len(password) <= 256)
    assert stranger.get("/setup/customers").status_code == 302


def test_an_unknown_address_takes_as_long(stranger):
    def lasting(email):
        """Seconds of this thread on a processor, which other programs do not make longer."""
        start = time.thread_time()
        for _ in range(4):
            assert sign_in(stranger, email, "wrong").status_code == 401
        return time.thread_time() - start

    sign_in(stranger, STAN, "wrong")
    known, unknown = lasting(STAN), lasting("nobody@acme.example")
    assert 0.4 < unknown / known < 2.5


def test_empty_fields_are_named(stranger):
    page = text(sign_in(stranger, "", ""), 401)
    assert "Enter your e-mail address." in page and "Enter your password." in page


def test_who_left_the_company_stays_out(cast, stranger, stan):
    with cast.within():
        Staff.named(STAN).active = False
        db.session.commit()
    assert sign_in(stranger).status_code == 401
    assert stan.get("/setup/customers").status_code == 302


def test_back_to_the_page_that_was_wanted(stranger):
    asked = stranger.get("/setup/customers?q=Atlas")
    assert asked.location == "/setup/login?next=/setup/customers?q%3DAtlas"
    assert sign_in(stranger, where=asked.location).location == "/setup/customers?q=Atlas"


@pytest.mark.parametrize(
    "wish", ["//evil.example", "https://evil.example", "/portal", "/setupevil", "/\\evil",
             "/setup/\r\nX-A: b", "javascript:alert(1)"],
)
def test_no_other_page_is_led_to(stranger, wish):
    assert sign_in(stranger, where=f"/setup/login?next={quote(wish)}").location == "/setup"


def test_signing_out_ends_the_visit(stan):
    secret = stan.client.get_cookie("setup", domain="acme.localhost").value
    assert stan.post("/setup/sign-out").location == "/setup/login"
    assert stan.get("/setup/customers").status_code == 302
    stan.with_cookie("setup", secret)
    assert stan.get("/setup/customers").status_code == 302


def test_idle_for_thirty_minutes(cast, stan):
    for minutes in (29, 58, 87):
        with clock.travelled(minutes=minutes):
            assert stan.get("/setup/customers").status_code == 200
    with clock.travelled(minutes=118):
        assert stan.get("/setup/customers").status_code == 302


def test_twelve_hours_at_most(cast, stan):
    for minutes in range(25, 720, 25):
        with clock.travelled(minutes=minutes):
            assert stan.get("/setup/login").status_code == 302
    with clock.travelled(hours=12, minutes=1):
        assert stan.get("/setup/customers").status_code == 302


def test_a_visit_counts_at_its_own_tenant_only(cast, visit, stan):
    secret = stan.client.get_cookie("setup", domain="acme.localhost").value
    for subdomain in ("acme-sandbox", "initech"):
        other = visit(subdomain).with_cookie("setup", secret)
        assert other.get("/setup/customers").status_code == 302


def test_the_portals_cookie_opens_nothing_here(cast, visit, jane):
    secret = jane.client.get_cookie("portal", domain="acme.localhost").value
    assert jane.get("/setup/customers").status_code == 302
    assert visit("acme").with_cookie("setup", secret).get("/setup/customers").status_code == 302


def test_guessing_one_account_is_slowed_down(stranger):
    for _ in range(10):
        assert sign_in(stranger, STAN, "wrong").status_code == 401
    answer = sign_in(stranger)
    assert "Try again in 15 minutes." in text(answer, 429)
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert sign_in(stranger, "vera@acme.example").status_code == 302


def test_guessing_many_accounts_is_slowed_down(stranger):
    for n in range(40):
        assert sign_in(stranger, f"n{n}@acme.example", "wrong").status_code == 401
    assert sign_in(stranger).status_code == 429


def test_signing_in_rightly_counts_for_nothing(stranger):
    for _ in range(12):
        assert sign_in(stranger).status_code == 302


def test_without_the_forms_token_nothing_is_tried(stranger):
    form = {"email": STAN, "password": "correct horse battery"}
    answer = stranger.client.post("/setup/login", data=form, base_url=stranger.base)
    assert answer.status_code == 403
