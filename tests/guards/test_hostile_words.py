"""No address, form or cookie that anyone can make up is a failure of ours: never a 5xx.

In the quick run each word is sent to a third of the places, and each place gets a third of the
words; in the full run every word goes everywhere.
"""

import base64
import json
from itertools import product

import pytest

from tests.guards.identities import BASE, csrf_token
from tests.guards.table import TABLE

WORDS = {
    "NUL": "%00", "broken UTF-8": "%FF%FE", "half a character": "%ED%A0%80", "long": "x" * 3000,
    "a huge number": "9" * 40, "minus one": "-1", "a quote": "%27%22%3B--", "percent": "%25s%25%25",
    "dots": "..%2F..%2Fetc", "a tag": "%3Cscript%3E", "a template": "%7B%7B7*7%7D%7D",
    "a snowman": "%E2%98%83", "a line": "%0d%0aSet-Cookie:x=1", "right to left": "%E2%80%AE",
}
BYTES = {"NUL": "\0", "a snowman": "\N{SNOWMAN}", "long": "x" * 20_000, "a number": "1e999",
         "nothing": "", "a list": "[]", "a line": "a\r\nBcc: evil@example.com"}


def word(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


CURSORS = [
    word("s", "abc", "x", 1), word("s", "\0", "x", 1), word("s", "a", "\0", 1),
    word("s", "\ud800", "x", 1), word("d", "2024-01-01", "x", 1), word("n", "NaN", "x", 1),
    word("i", "9" * 40, "x", 1), word("i", "1", "x", 10**30), word("b", "True", "x", -5),
    word("m", "2024-01-01T00:00:00", "x", 1), word("d", "2024-01-01", 5, 1), word("z", 1, 2, 3),
    word("d", "0001-01-01", "x", float("inf")), word(), word(["s"], 1, 1, 1), "", "%%%", "é",
    "bnVsbA", "MQ",
]
LISTS = {"jane": ("/portal/invoices", "/portal/payments", "/portal/credits", "/portal/usages"),
         "stan": ("/setup/customers",), "program": ("/api/v1/customers", "/api/v1/invoices")}
DOORS = [(identity, path) for identity, paths in LISTS.items() for path in paths]


@pytest.fixture(scope="module")
def knock(town):
    """The status, after seeing that it is none of ours to blame."""
    client = town.app.test_client(use_cookies=False)

    def call(identity, path, method="GET", **options):
        answer = client.open(path, method=method, base_url=BASE,
                             headers=town.identities[identity], **options)
        assert answer.status_code < 500, f"{method} {path[:200]} {str(options)[:200]}"
        assert "\r" not in answer.headers.get("Location", "")
        return answer.status_code

    return call


def share(places, nth, part):
    """Every part-th of them, begun at another one for each word."""
    return list(places)[nth % part :: part]


def each(words):
    return pytest.mark.parametrize(("nth", "hostile"), list(enumerate(words.values())), ids=words)


PARTS = pytest.mark.parametrize("part", [3, pytest.param(1, marks=pytest.mark.full)])


def user(route):
    return next(name for name in ("jane", "stan", "program", "anonymous") if name in route.who)


@PARTS
@each(WORDS)
def test_no_address_is_a_failure(town, knock, nth, hostile, part):
    ids = town.belongings["jane"]
    slots = ((route, slot) for route in TABLE for slot, _ in route.parameters)
    for route, slot in share(slots, nth, part):
        path = route.rule.replace(slot, hostile)
        for other, template in route.parameters:
            path = path.replace(other, template.format_map(ids))
        data = None if route.safe else {"csrf_token": csrf_token(town.app)}
        knock(user(route), path, route.method, data=data)


@PARTS
@each(BYTES)
def test_no_form_is_a_failure(town, knock, nth, hostile, kept, part):
    ids = town.belongings["jane"]
    sent = ((route, name) for route in TABLE for name, _ in route.sent)
    for route, name in share(sent, nth, part):
        fields = {**dict(route.fields(ids)), name: hostile}
        place = {"query_string": fields} if route.safe else {
            "data": {**fields, "csrf_token": csrf_token(town.app)}}
        knock(user(route), route.address(ids), route.method, **place)
        if not route.safe:
            kept.put_back()


@PARTS
@pytest.mark.parametrize("place", ["after", "before", "cursor"])
def test_no_cursor_is_a_failure(knock, place, part):
    for nth, cursor in enumerate(CURSORS):
        for (identity, path), sort in share(product(DOORS, ("", "-status", "balance")), nth, part):
            knock(identity, path, query_string={place: cursor, "sort": sort})


@PARTS
@pytest.mark.parametrize("name", ["q", "sort", "size", "next", "table", "customer_id"])
def test_no_question_is_a_failure(knock, name, part):
    for nth, hostile in enumerate((*BYTES.values(), "%", "_", "\\", "' or 1=1 --")):
        for identity, path in share(DOORS, nth, part):
            knock(identity, path, query_string={name: hostile})


@pytest.mark.parametrize("cookie", ["portal", "setup", "seed", "notice", "session"])
def test_no_cookie_is_a_failure(town, cookie):
    client = town.app.test_client(use_cookies=False)
    for hostile in ("", "x", "x" * 3000, "\xe9", "%00", '"', "a.b.c", "eyJ", "{}"):
        for path in ("/portal/invoices", "/setup/customers", "/portal/login", "/api/v1/customers"):
            answer = client.get(path, base_url=BASE, headers={"Cookie": f"{cookie}={hostile}"})
            assert answer.status_code < 500, (cookie, hostile, path)
