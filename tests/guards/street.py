"""A town's pages in a real browser: served to whoever may see them, one after another."""

import re
import threading
from contextlib import closing, contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from werkzeug.serving import WSGIRequestHandler, make_server

from tests.guards.table import TABLE

READERS = ("anonymous", "jane", "stan")
# A file is stored rather than shown, so there is nothing to look at; progress is a part of a page.
NO_PAGES = (".pdf", ".zip", ".xml", ".csv", ".xlsx", "/progress")
SEALED = re.compile(r"(^|;) *sandbox\b[^;]*")
ROUTES = [route for route in TABLE if route.safe and route.own == 200
          and route.rule.startswith(("/portal", "/setup"))]


class Quiet(WSGIRequestHandler):
    def log(self, *said):
        """Nothing."""


class Pages(dict):
    """Those of a browser, by whose cookies they carry; each is made when it is asked for."""

    def __init__(self, town, chromium, options):
        super().__init__()
        self.town, self.chromium, self.options = town, chromium, options

    def __missing__(self, name):
        context = self.chromium.new_context(locale="de-DE", **self.options)
        self[name] = entered(self.town, name, context)
        return self[name]

    def close(self):
        for page in self.values():
            page.context.close()


class Street:
    """Served on a port, and the pages of those who walk it."""

    def __init__(self, town, port, pages):
        self.town, self.port, self.pages = town, port, pages

    @classmethod
    @contextmanager
    def of(cls, town, chromium, **options):
        """Open while the server runs; options are those of a browser's context."""
        door = served(unsealed(town.app))
        with door as port, closing(Pages(town, chromium, options)) as pages:
            yield cls(town, port, pages)

    def shown(self, order=None):
        """(route, page) of each page of the table, as the first who may see it sees it."""
        for route in sorted(ROUTES, key=order) if order else ROUTES:
            reader = next((each for each in READERS if each in route.who), None)
            if reader and reader not in route.but and self.answers(route, reader):
                yield route, self.pages[reader]

    def answers(self, route, reader):
        """Whether what came is a page."""
        ids = self.town.belongings["jane"]
        query, path = urlencode(route.fields(ids)), route.address(ids)
        if path.endswith(NO_PAGES):
            return False
        address = path + (f"?{query}" if query else "")
        answer = self.pages[reader].goto(f"http://acme.localhost:{self.port}{address}")
        return answer and "html" in answer.headers.get("content-type", "")


@contextmanager
def served(app):
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def unsealed(app):
    """Lets scripts into letters and previews, since axe is one; all else of their policy stays."""
    def answer(environ, start_response):
        def start(status, headers, *more):
            told = [(name, SEALED.sub("", value) if name == "Content-Security-Policy" else value)
                    for name, value in headers]
            return start_response(status, told, *more)
        return app(environ, start)
    return answer


def entered(town, name, context):
    cookies = SimpleCookie(town.identities[name]["Cookie"])
    context.add_cookies([
        {"name": key, "value": each.value, "domain": "acme.localhost", "path": "/"}
        for key, each in cookies.items()
    ])
    return context.new_page()
