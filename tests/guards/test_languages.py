"""Nothing visible is left in English: every page and document of the table, in a language that
holds no plain letter (P19).
"""

from http.cookies import SimpleCookie

import pytest

from tests.guards.answer import text_of
from tests.guards.identities import BASE, csrf_token
from tests.guards.table import TABLE
from tests.guards.walk import dict_of
from tests.languages import pseudo
from tests.languages.visible import Visible, left_out, untranslated

pytestmark = pytest.mark.timeout(300)
READERS = ("anonymous", "jane", "stan")
# In its recipient's language, not in that of who looks; see tests/languages/test_mails.py.
LETTER = "/setup/mail-log/<uuid:mail_id>/body"
# Where a template is edited, its source stands in these, in the language of those who get it.
TEMPLATES, SOURCE = "/setup/templates/", frozenset({"textarea", "code"})
FOR_PROGRAMS = ("/branding/", "/healthz", "/readyz", "/metrics")
WALKED = [route for route in TABLE
          if not route.rule.startswith(("/api/", "/static/")) and route.rule != LETTER]
CHOSEN = {"language": pseudo.LANGUAGE}
REFUSED = (
    "/no-such-page", "/portal/invoices/NO-SUCH", "/setup/customers/NO-SUCH",
    "/portal/registration/{late}", "/portal/registration/NO-SUCH", "/portal/password/NO-SUCH",
    "/portal/confirmation/NO-SUCH", "/setup/password/NO-SUCH",
    "/setup/portal-access/disable?customer_id=C-1001", "/setup/portal-access/disable",
)


@pytest.fixture(scope="module", autouse=True)
def pseudo_spoken(one_app):
    with pseudo.spoken(one_app):
        yield


class Reader:
    """A German browser of one identity; follows where it is sent, with what it is told there."""

    def __init__(self, town, identity):
        self.town, self.identity = town, identity
        self.client = town.app.test_client(use_cookies=False)

    def get(self, address, **options):
        return self.ask("GET", address, **options)

    def ask(self, method, address, notice="", **options):
        headers = {**self.town.identities[self.identity], "Accept-Language": "de-AT,de;q=0.9"}
        headers["Cookie"] = f"{headers.get('Cookie', '')}; {notice}"
        answer = self.client.open(address, method=method, base_url=BASE, headers=headers, **options)
        place = answer.headers.get("Location", "")
        if place.startswith("/"):
            return self.get(place, notice=notice_of(answer) or notice)
        return answer

    def fields(self, route, ids):
        own = [(name, CHOSEN.get(name, value)) for name, value in route.fields(ids)]
        return [("csrf_token", csrf_token(self.town.app)), *own]


def notice_of(answer):
    cookies = SimpleCookie("; ".join(answer.headers.getlist("Set-Cookie")))
    return f"notice={cookies['notice'].value}" if "notice" in cookies else ""


def faults(answer):
    """What is left in English, and in what."""
    if answer.status_code in (301, 302, 303):
        return []
    if answer.mimetype == "text/html":
        language = Visible(answer.text).language
        whole = "<html" in answer.text
        wrong = [("lang", str(language))] if whole and language != pseudo.LANGUAGE else []
        source = SOURCE if answer.request.path.startswith(TEMPLATES) else frozenset()
        return wrong + left_out(answer.text, source)
    if answer.mimetype == "application/pdf":
        return [(words, "PDF") for words in [untranslated(text_of(answer))] if words]
    return []


def told(found):
    """Each text once, with the first page that shows it."""
    once = {text: f"{words} in “{text[:150]}”, {name}" for name, words, text in reversed(found)}
    return "\n".join([f"{len(once)} texts are left in English", *sorted(once.values())])


def readers(town, route):
    """Who may open the page; only strangers where everybody may."""
    names = READERS[:1] if READERS[0] in route.who else READERS
    return [Reader(town, each) for each in names if each in route.who]


def test_every_page_and_document_is_in_the_readers_language(town):
    ids, found, seen = town.belongings["jane"], [], 0
    for route in WALKED:
        if not route.safe or route.rule.startswith(FOR_PROGRAMS):
            continue
        for reader in readers(town, route):
            answer = reader.get(route.address(ids), query_string=route.fields(ids) or None)
            seen += answer.mimetype in ("text/html", "application/pdf")
            found += [(route.name, *fault) for fault in faults(answer)]
    assert not found, told(found)
    assert seen > 40


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_what_is_said_of_a_form_is_in_the_readers_language(town, kept, filled):
    """Sent empty it is refused; sent as it should be, somebody says that it is done."""
    ids, found = town.belongings["jane"], []
    for route in (each for each in WALKED if not each.safe):
        for reader in readers(town, route):
            fields = reader.fields(route, ids) if filled else reader.fields(route, ids)[:1]
            answer = reader.ask("POST", route.address(ids), data=dict_of(fields))
            found += [(route.name, *fault) for fault in faults(answer)]
        kept.put_back()
    assert not found, told(found)


@pytest.mark.parametrize("address", REFUSED)
def test_refusals_are_told_in_the_readers_language(town, address):
    found = [(identity, *fault) for identity in (*READERS, "vera") for fault in faults(
        Reader(town, identity).get(address.format_map(town.belongings["jane"])))]
    assert not found, told(found)
