"""Pages keep to the policy that is sent with them: nothing inline, nothing from elsewhere."""

import re
from html import unescape
from typing import NamedTuple

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
    "something from elsewhere": re.compile(r"<(script|link|iframe|form)[^>]+(src|href|action)"
                                           r"=[\"']?(https?:)?//", re.I),
    "a picture from elsewhere": re.compile(r"<img[^>]+src=[\"']?(https?:)?//", re.I),
}
# A letter is made for programs that know no style sheets, and fetches pictures from where we are.
OF_LETTERS = {"a style of its own", "a style attribute", "a picture from elsewhere"}
OWN_STYLES = re.compile(r"style-src [^;]*'unsafe-inline'")
FRAMED = re.compile(r"<iframe([^>]*?) srcdoc=\"([^\"]*)\"([^>]*)>")
SEALED = re.compile(r"(^|; ?)sandbox(?![^;]*allow-(scripts|forms|same-origin))")
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)


class Page(NamedTuple):
    """A document, or what stands in a frame of one; `sealed`: it runs nothing and is nobody."""

    who: str
    route: str
    text: str
    letter: bool
    sealed: bool


def parts(who, route, answer):
    """The page, and each letter that it holds in itself."""
    policy = answer.headers.get("Content-Security-Policy", "")
    frames = FRAMED.findall(answer.text)
    own_styles = bool(OWN_STYLES.search(policy))
    yield Page(who, route, FRAMED.sub("", answer.text), own_styles and not frames,
               bool(SEALED.search(policy)))
    for before, letter, after in frames:
        yield Page(who, route, unescape(letter), own_styles,
                   "script-src" not in policy and 'sandbox=""' in before + after)


@pytest.fixture(scope="module")
def pages(town):
    """Every page that somebody of acme's may see, and the letters in them."""
    client, found = town.app.test_client(use_cookies=False), []
    for route in PAGES:
        for identity in sorted(route.who & {"anonymous", "jane", "stan"}):
            answer = client.get(route.address(town.belongings["jane"]), base_url=BASE,
                                query_string=route.fields(town.belongings["jane"]),
                                headers=town.identities[identity])
            if answer.mimetype == "text/html" and answer.status_code != 302:
                found += parts(identity, route.name, answer)
    return found


def test_there_are_pages_to_look_at(pages):
    assert len(pages) > 30


@pytest.mark.parametrize("name", INLINE)
def test_no_page_holds_what_the_policy_forbids(pages, name):
    wrong = [(each.who, each.route) for each in pages if INLINE[name].search(each.text)
             and not (each.letter and name in OF_LETTERS)]
    assert wrong == []


def test_letters_are_sealed(pages):
    letters = [each for each in pages if each.letter]
    assert {each.route.rpartition("/")[2] for each in letters} == {"body", "preview"}
    assert [(each.who, each.route) for each in letters if not each.sealed] == []
    assert all("style=" in each.text for each in letters)


def test_every_form_that_changes_something_carries_the_token(pages):
    bare = [
        (each.who, each.route, form[:120]) for each in pages for form in FORM.findall(each.text)
        if re.match(r"<form[^>]*method=[\"']?post", form, re.I) and "csrf_token" not in form
    ]
    assert bare == []


def test_no_page_tells_what_it_is_made_of(pages):
    for who, page, text, *_ in pages:
        for word in ("Traceback", "werkzeug", "sqlalchemy", "psycopg", "storage_key", "token_hash"):
            assert word not in text, (who, page)
