"""The Test gateway as a WSGI application: who asks, for what, and the answer."""

import hmac

from werkzeug.exceptions import BadRequest, HTTPException, Unauthorized
from werkzeug.routing import Map
from werkzeug.wrappers import Request as PlainRequest

from billing.gateways.test.api import (
    answer,
    attempts,
    charge_backs,
    deliveries,
    faults,
    methods,
    orders,
)
from billing.gateways.test.faults import Faults
from billing.gateways.test.pages import action, field, page

PAGES = [*page.RULES, *field.RULES, *action.RULES]
PROGRAMS = [*orders.RULES, *attempts.RULES, *charge_backs.RULES, *deliveries.RULES,
            *methods.RULES, *faults.RULES]
OPEN = frozenset(rule.endpoint for rule in PAGES)


class Request(PlainRequest):
    max_content_length = 256 * 1024

    @property
    def account(self):
        return self.headers.get("Gateway-Account", "portico")

    @property
    def connection(self):
        """The caller's socket, for trouble below HTTP."""
        return self.environ["werkzeug.socket"]

    @property
    def values_sent(self):
        values = self.get_json(force=True)
        if not isinstance(values, dict):
            raise BadRequest("invalid")
        return values


class House:
    """One running Test gateway: its ledger, its secret, the faults waiting."""

    def __init__(self, ledger, secret):
        self.ledger = ledger
        self.secret = secret
        self.faults = Faults()
        self.urls = Map([rule.empty() for rule in (*PAGES, *PROGRAMS)])

    def __call__(self, environ, start_response):
        request = Request(environ)
        return self.response(request)(environ, start_response)

    def response(self, request):
        try:
            endpoint, values = self.urls.bind_to_environ(request.environ).match()
            if endpoint in OPEN:
                return page.safe(endpoint(self, request, **values))
            self.check_secret(request)
            return endpoint(self, request, **values)
        except HTTPException as error:
            return answer({"error": error.description}, error.code)

    def check_secret(self, request):
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self.secret}".encode()):
            raise Unauthorized("wrong_secret")
