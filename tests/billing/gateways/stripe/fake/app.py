"""A server in Stripe's shape: keys, idempotency, the flows that Portico uses, and trouble."""

import json

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map
from werkzeug.wrappers import Request as PlainRequest
from werkzeug.wrappers import Response

from billing.gateways.test.faults import Faults, troubled
from tests.billing.gateways.stripe.fake import lists, routes, setups, shapes
from tests.billing.gateways.stripe.fake.form import nested
from tests.billing.gateways.stripe.fake.keys import Keys
from tests.billing.gateways.stripe.fake.ledger import Ledger
from tests.billing.gateways.stripe.fake.refusal import Refusal

BROKEN = shapes.error("api_error", "An unexpected error occurred.")
LOOKED_AT = "GET /v1/setup_intents/<key>"  # with a publishable key


class Request(PlainRequest):
    @property
    def key(self):
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    @property
    def order(self):
        return nested([*self.args.items(), *self.form.items()])

    @property
    def connection(self):
        return self.environ["werkzeug.socket"]


class Account:
    """One at Stripe, with its keys; `before` holds up each request that came in."""

    def __init__(self, name):
        self.secret_key = f"sk_test_{name}00000000"
        self.publishable_key = f"pk_test_{name}00000000"
        self.restricted_key = f"rk_test_{name}00000000"
        self.ledger = Ledger()
        self.keys = Keys()
        self.before = int  # at once
        self.refused = []  # what a restricted key has no right to


class Fake:
    def __init__(self):
        self.faults = Faults()
        self.accounts = {}
        self.urls = Map([rule.empty() for rule in routes.RULES])

    def open(self, name):
        account = Account(name)
        for key in (account.secret_key, account.publishable_key, account.restricted_key):
            self.accounts[key] = account
        return account

    def __call__(self, environ, start_response):
        request = Request(environ)
        return self.response(request)(environ, start_response)

    def response(self, request):
        try:
            told, values = self.urls.bind_to_environ(request.environ).match()
            account = self.admitted(request, told)
            account.ledger.requests.append((told, dict(request.headers), request.order))
            account.before()
            fault = self.faults.take(account.secret_key, told)
            return self.answered(account, request, told, values, fault)
        except Refusal as refusal:
            return answer(refusal.status, refusal.body)
        except HTTPException as error:
            return answer(error.code, shapes.error("invalid_request_error", error.description))

    def admitted(self, request, told):
        account = self.accounts.get(request.key)
        if account is None:
            raise Refusal(401, "invalid_request_error", "Invalid API Key provided")
        restricted = request.key == account.restricted_key or told in account.refused
        if restricted or request.key == account.publishable_key and told != LOOKED_AT:
            raise Refusal(403, "invalid_request_error", "The provided key does not have access.")
        return account

    def answered(self, account, request, told, values, fault):
        def work():
            return done(account.ledger, request, told, values)

        def reply():
            key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
            order = (request.path, request.order)
            status, body, replayed = account.keys.once(key, order, spoiled(fault, work))
            return answer(status, body, replayed)

        lower = fault if fault and fault.trouble != "error" else None
        return troubled(lower, request.connection, reply)


def done(ledger, request, told, values):
    with ledger.lock:
        order = request.order
        if told == LOOKED_AT and request.key.startswith("pk_"):
            return 200, setups.visible(ledger, values["key"], order.get("client_secret"))
        body = routes.ALL[told](ledger, *values.values(), order)
        return 200, lists.expanded(ledger, body, order.get("expand", []))


def spoiled(fault, work):
    """An error of Stripe's own is kept for the key, whether the work was done before or not."""
    def fail():
        if fault.when == "after":
            work()
        return 500, BROKEN

    return fail if fault and fault.trouble == "error" else work


def answer(status, body, replayed=False):
    headers = {"Idempotent-Replayed": "true"} if replayed else {}
    return Response(json.dumps(body), status, headers, mimetype="application/json")
