"""Nobody acts in another's name: every change needs the visitor's own token and our own origin."""

from urllib.parse import urlencode

import pytest

from config.forgery import OF_PROGRAMS
from tests.guards.identities import BASE, csrf_token
from tests.guards.table import TABLE

WRITES = [route for route in TABLE if not route.safe and not route.rule.startswith(OF_PROGRAMS)]
READS = [route for route in TABLE if route.safe]
ONLY_WRITES = [route for route in WRITES if f"GET {route.rule}" not in {r.name for r in TABLE}]
FORGERIES = {
    "no token": ({}, None),
    "an empty token": ({}, ""),
    "another visitor's token": ({}, "another"),
    "half the token": ({}, "half"),
    "a token outside ASCII": ({}, "é" * 64),
    "a sibling's origin": ({"Origin": "http://beta.localhost:8000"}, "own"),
    "another port": ({"Origin": "http://acme.localhost:8001"}, "own"),
    "another scheme": ({"Origin": "https://acme.localhost:8000"}, "own"),
    "no origin told": ({"Origin": "null"}, "own"),
    "the same site": ({"Sec-Fetch-Site": "same-site"}, "own"),
    "another site": ({"Sec-Fetch-Site": "cross-site"}, "own"),
}


@pytest.fixture(scope="module")
def tokens(town):
    own = csrf_token(town.app)
    with town.app.test_request_context(base_url=BASE, headers={"Cookie": "seed=another"}):
        from config import forgery

        another = forgery.token()
    return {"own": own, "another": another, "half": own[:32]}


def send(town, route, identity, method=None, query="", headers=(), data=()):
    address = route.address(town.belongings["jane"])
    return town.app.test_client(use_cookies=False).open(
        f"{address}{'&' if '?' in address else '?'}{query}", method=method or route.method,
        base_url=BASE, headers={**town.identities[identity], **dict(headers)}, data=dict(data))


def user(route):
    """Somebody whom the page would open to."""
    return next(name for name in ("jane", "stan", "program") if name in route.who)


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_changes_are_refused(town, everything, tokens, name):
    headers, word = FORGERIES[name]
    before = everything()
    for route in WRITES:
        fields = dict(route.fields(town.belongings["jane"]))
        if word is not None:
            fields["csrf_token"] = tokens.get(word, word)
        answer = send(town, route, user(route), headers=headers, data=fields)
        assert answer.status_code == 403, f"{route.name} with {name}: {answer.status_code}"
    assert everything() == before


def test_the_same_with_everything_right_is_not_refused(town, tokens, kept):
    """So that the refusals above are for what was forged."""
    own = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
    for route in WRITES:
        data = {**dict(route.fields(town.belongings["jane"])), "csrf_token": tokens["own"]}
        answer = send(town, route, user(route), headers=own, data=data)
        assert answer.status_code != 403, route.name
        kept.put_back()


def test_a_token_may_come_as_a_header(town, tokens, kept):
    route = next(each for each in WRITES if each.rule == "/portal/exports")
    assert send(town, route, "jane").status_code == 403
    header = {"X-CSRF-Token": tokens["own"]}
    assert send(town, route, "jane", headers=header).status_code == 302
    kept.put_back()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_changes_is_never_done_by_reading(town, everything, method):
    before = everything()
    for route in ONLY_WRITES:
        answer = send(town, route, user(route), method=method)
        assert answer.status_code in (404, 405, 410), route.name
    assert everything() == before


def test_reading_the_head_alone_is_reading(town, everything):
    """Mail scanners send HEAD to every link; whoever asks for GET by name forgets it (R1, A13)."""
    before = everything()
    for route in READS:
        fields = dict(route.fields(town.belongings["jane"]))
        whole, head = (
            send(town, route, user(route), method, urlencode(fields)) for method in ("GET", "HEAD")
        )
        assert (head.status_code, head.data) == (whole.status_code, b""), route.name
    assert everything() == before


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_method_is_overridden(town, everything, tokens, method):
    before = everything()
    for route in WRITES:
        data = {"csrf_token": tokens["own"], "_method": "POST"}
        in_path = send(town, route, user(route), method, query="_method=POST", data=data)
        assert in_path.status_code == 405, route.name
        header = {"X-HTTP-Method-Override": "POST"}
        assert send(town, route, user(route), method, headers=header).status_code in (403, 405)
    assert everything() == before
