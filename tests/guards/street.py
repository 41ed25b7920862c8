"""A town's pages in a real browser: served to whoever may see them, one after another."""

import threading
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from werkzeug.serving import WSGIRequestHandler, make_server

from tests.guards.table import TABLE

READERS = ("anonymous", "jane", "stan")
NO_PAGES = (".pdf", ".zip", ".xml", ".csv", "/progress")
# Documents in which no script runs, not the looking ones either; their frames' pages are walked.
IN_FRAMES = (
    "/setup/mail-log/<uuid:mail_id>/body", "/setup/portal-setup/preview",
    "/setup/templates/<template>/<language>/preview",
)
ROUTES = [route for route in TABLE if route.safe and route.own == 200
          and route.rule.startswith(("/portal", "/setup")) and not route.rule.endswith(NO_PAGES)
          and route.rule not in IN_FRAMES]


class Quiet(WSGIRequestHandler):
    def log(self, *said):
        """Nothing."""


class Street:
    """`pages` are those of a browser, by whose cookies they carry."""

    def __init__(self, town, port, pages):
        self.town, self.port, self.pages = town, port, pages

    @classmethod
    @contextmanager
    def of(cls, town, chromium, **options):
        """Open while the server runs; options are those of a browser's context."""
        with served(town.app) as port:
            contexts = [chromium.new_context(locale="de-DE", **options) for _ in READERS]
            pairs = zip(READERS, contexts, strict=True)
            yield cls(town, port, {name: entered(town, name, each) for name, each in pairs})
            for context in contexts:
                context.close()

    def shown(self):
        """(route, page) of each page of the table, as the first who may see it sees it."""
        for route in ROUTES:
            reader = next((each for each in self.pages if each in route.who), None)
            if reader and reader not in route.but and self.answers(route, reader):
                yield route, self.pages[reader]

    def answers(self, route, reader):
        """Whether what came is a page."""
        ids = self.town.belongings["jane"]
        query = urlencode(route.fields(ids))
        address = route.address(ids) + (f"?{query}" if query else "")
        answer = self.pages[reader].goto(f"http://acme.localhost:{self.port}{address}")
        return answer and "html" in answer.headers.get("content-type", "")


@contextmanager
def served(app):
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def entered(town, name, context):
    cookies = SimpleCookie(town.identities[name]["Cookie"])
    context.add_cookies([
        {"name": key, "value": each.value, "domain": "acme.localhost", "path": "/"}
        for key, each in cookies.items()
    ])
    return context.new_page()
