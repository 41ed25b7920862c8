"""Long words on a small screen: no page is wider than a telephone, in any language (P19).

German is a third longer than English, and its words break nowhere; the language here is longer
still. A page that scrolls sideways hides what it says.
"""

import threading
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.guards.table import TABLE
from tests.journeys.conftest import chromium  # noqa: F401
from tests.languages import pseudo

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
NARROW = {"width": 360, "height": 780}
FILES = (".pdf", ".zip", ".xml")
PAGES = [route for route in TABLE if route.safe and route.own == 200
         and route.rule.startswith(("/portal", "/setup")) and not route.rule.endswith(FILES)]
TOO_WIDE = """() => {
    const wide = [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        const scrolls = one.closest(".scroll, .vh, [hidden], pre, svg");
        const over = box.right > innerWidth + 1 || box.left < -1 || one.scrollWidth > innerWidth;
        return box.width && !scrolls && over;
    });
    const page = document.documentElement.scrollWidth > innerWidth;
    return page ? wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)) : [];
}"""


class Quiet(WSGIRequestHandler):
    def log(self, *said):
        """Nothing."""


@pytest.fixture(scope="module")
def port(town):
    with pseudo.spoken(town.app):
        server = make_server("127.0.0.1", 0, town.app, threaded=True, request_handler=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def pages(town, chromium):  # noqa: F811
    """A page of a browser of each identity."""
    found, contexts = {}, []
    for identity in ("anonymous", "jane", "stan"):
        context = chromium.new_context(viewport=NARROW, locale="de-DE")
        cookies = SimpleCookie(town.identities[identity]["Cookie"])
        context.add_cookies([
            {"name": name, "value": each.value, "domain": "acme.localhost", "path": "/"}
            for name, each in cookies.items()
        ])
        contexts.append(context)
        found[identity] = context.new_page()
    yield found
    for context in contexts:
        context.close()


def shown(town, port, pages):
    """(route, page) of each page of the table, as the first who may see it sees it."""
    ids = town.belongings["jane"]
    for route in PAGES:
        reader = next((each for each in pages if each in route.who), None)
        if reader and reader not in route.but:
            query = urlencode(route.fields(ids))
            address = route.address(ids) + (f"?{query}" if query else "")
            answer = pages[reader].goto(f"http://acme.localhost:{port}{address}")
            if answer and "html" in answer.headers.get("content-type", ""):
                yield route, pages[reader]


def test_no_page_scrolls_sideways(town, port, pages):
    wide = {route.name: found for route, page in shown(town, port, pages)
            if (found := page.evaluate(TOO_WIDE))}
    assert wide == {}


def test_what_is_too_wide_is_found(pages):
    page = pages["anonymous"]
    page.set_content("<p>" + "Zahlungsaufforderung" * 9 + "</p>")
    assert page.evaluate(TOO_WIDE)
    page.set_content("<p>Kurz</p>")
    assert page.evaluate(TOO_WIDE) == []
