"""Pages keep to the policy that is sent with them: nothing inline, nothing from elsewhere."""

import re

import pytest

from tests.guards.identities import BASE
from tests.guards.table import TABLE

PAGES = [route for route in TABLE if route.safe]
INLINE = {
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.I),
    "a style of its own": re.compile(r"<style[\s>]", re.I),
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.I),
    "a handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.I),
    "an address that is a script": re.compile(r"(href|src|action)\s*=\s*[\"']?javascript:", re.I),
    "something from elsewhere": re.compile(r"<(script|link|img|iframe|form)[^>]+(src|href|action)"
                                           r"=[\"']?(https?:)?//", re.I),
}
FRAMED = re.compile(r"srcdoc=\"[^\"]*\"")
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)


@pytest.fixture(scope="module")
def pages(town):
    """Every page that somebody of acme's may see, as (who, route, text).

    Letters and previews are shut into a sandbox by a policy of their own.
    """
    client, found = town.app.test_client(use_cookies=False), []
    for route in PAGES:
        for identity in sorted(route.who & {"anonymous", "jane", "stan"}):
            answer = client.get(route.address(town.belongings["jane"]), base_url=BASE,
                                query_string=route.fields(town.belongings["jane"]),
                                headers=town.identities[identity])
            sealed = "sandbox" in answer.headers.get("Content-Security-Policy", "")
            if answer.mimetype == "text/html" and answer.status_code != 302 and not sealed:
                found.append((identity, route.name, FRAMED.sub("", answer.text)))
    return found


def test_there_are_pages_to_look_at(pages):
    assert len(pages) > 30


@pytest.mark.parametrize("name", INLINE)
def test_no_page_holds_what_the_policy_forbids(pages, name):
    wrong = [(who, page) for who, page, text in pages if INLINE[name].search(text)]
    assert wrong == []


def test_every_form_that_changes_something_carries_the_token(pages):
    bare = [
        (who, page, form[:120]) for who, page, text in pages for form in FORM.findall(text)
        if re.match(r"<form[^>]*method=[\"']?post", form, re.I) and "csrf_token" not in form
    ]
    assert bare == []


def test_no_page_tells_what_it_is_made_of(pages):
    for who, page, text in pages:
        for word in ("Traceback", "werkzeug", "sqlalchemy", "psycopg", "storage_key", "token_hash"):
            assert word not in text, (who, page)
