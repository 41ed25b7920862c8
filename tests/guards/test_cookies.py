"""In production cookies are bound to the one host, and browsers are told to stay with TLS (C5)."""

from http.cookies import SimpleCookie

import pytest

from app import create_app
from config import forgery
from config.headers import POLICY
from tests.cast import PASSWORD

BASE = "https://acme.portico.example"
SEED = "__Host-seed=the-visitor's-seed"
DOORS = {
    "portal": ("/portal/login", "jane@atlas.example", "/portal/sign-out", "/portal/invoices"),
    "setup": ("/setup/login", "stan@acme.example", "/setup/sign-out", "/setup/customers"),
}


@pytest.fixture(scope="module")
def production(town, migrated):
    return create_app({**migrated, "BASE_URL": "https://portico.example"})


def call(app, method, path, cookies=SEED, **data):
    headers = {"Cookie": cookies}
    if method == "POST":
        with app.test_request_context(base_url=BASE, headers=headers):
            data["csrf_token"] = forgery.token()
    return app.test_client(use_cookies=False).open(
        path, method=method, base_url=BASE, headers=headers, data=data)


def cookies(answer):
    """What was set, by name, each with its lower-cased flags."""
    return {
        morsel.key: {key: value for key, value in morsel.items() if value} | {"": morsel.value}
        for line in answer.headers.getlist("Set-Cookie")
        for morsel in SimpleCookie(line).values()
    }


def assert_bound(set_cookies, *names):
    assert set(set_cookies) >= {f"__Host-{name}" for name in names}
    for name, flags in set_cookies.items():
        assert name.startswith("__Host-"), name
        assert flags["secure"] and flags["path"] == "/" and "domain" not in flags, name


@pytest.mark.parametrize("door", DOORS)
def test_signing_in_gives_a_cookie_of_this_host_alone(production, door):
    login, email, _, page = DOORS[door]
    given = cookies(call(production, "POST", login, email=email, password=PASSWORD))
    assert_bound(given, door)
    mine = given[f"__Host-{door}"]
    assert mine["httponly"] and mine["samesite"] == "Lax" and len(mine[""]) >= 43
    assert "expires" not in mine and "max-age" not in mine
    held = f"__Host-{door}={mine['']}; {SEED}"
    assert call(production, "GET", page, held).status_code == 200
    for other in set(DOORS) - {door}:
        assert call(production, "GET", DOORS[other][3], held).status_code == 302


@pytest.mark.parametrize("door", DOORS)
def test_signing_out_takes_it_back_and_ends_the_visit(production, door):
    login, email, leave, page = DOORS[door]
    given = cookies(call(production, "POST", login, email=email, password=PASSWORD))
    held = f"__Host-{door}={given[f'__Host-{door}']['']}; {SEED}"
    taken = cookies(call(production, "POST", leave, held))
    assert_bound(taken, door)
    assert taken[f"__Host-{door}"][""] == "" and taken[f"__Host-{door}"]["max-age"] == "0"
    assert call(production, "GET", page, held).status_code == 302


def test_cookies_without_the_prefix_open_nothing(production):
    login, email, _, page = DOORS["portal"]
    given = cookies(call(production, "POST", login, email=email, password=PASSWORD))
    secret = given["__Host-portal"][""]
    assert call(production, "GET", page, f"portal={secret}; {SEED}").status_code == 302


def test_the_token_is_bound_to_the_prefixed_seed(production):
    answer = production.test_client(use_cookies=False).get("/portal/login", base_url=BASE)
    assert_bound(cookies(answer), "seed")
    assert cookies(answer)["__Host-seed"]["httponly"]


def test_a_notice_is_carried_in_a_bound_cookie_too(production):
    login, email, *_ = DOORS["setup"]
    given = cookies(call(production, "POST", login, email=email, password=PASSWORD))
    held = f"__Host-setup={given['__Host-setup']['']}; {SEED}"
    answer = call(production, "GET", "/setup/portal-access/disable", held)
    assert_bound(cookies(answer), "notice")


@pytest.mark.parametrize("path", ["/portal/login", "/portal/nothing", "/", "/healthz", "/metrics",
                                  "/api/v1/customers", "/setup/login"])
def test_every_answer_tells_browsers_to_stay_with_tls(production, path):
    answer = call(production, "GET", path)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_policy_lets_nothing_run_that_is_not_ours(production):
    for bad in ("unsafe-inline", "unsafe-eval", "*", "http:", "https:"):
        assert bad not in POLICY
    assert POLICY.startswith("default-src 'none'")
    assert call(production, "GET", "/portal/login").headers["Content-Security-Policy"] == POLICY


def test_no_page_may_be_kept_but_looks_are(production):
    page = call(production, "GET", "/portal/login")
    assert page.headers["Cache-Control"] == "no-store"
    style = page.text.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    assert "immutable" in call(production, "GET", style).headers["Cache-Control"]
