"""The Test gateway behind the interface of all gateways."""

import json
from dataclasses import asdict
from datetime import timedelta
from urllib.parse import quote

from billing.gateways.errors import AttemptReused, MethodRefused, NotGenuine, Unreachable
from billing.gateways.event import Event
from billing.gateways.gateway import Gateway
from billing.gateways.method import KINDS, Field, Method
from billing.gateways.outcome import Finding, Found, Outcome, State
from billing.gateways.test.signature import HEADER, genuine
from billing.gateways.wire import NotSent, Unanswered, Wire

TAKEN_BACK = {"taken": True, "won": False}
TURNED_AWAY = frozenset({400, 401, 403})


class TestGateway(Gateway):
    """The account named `account` at the Test gateway at `url`; times in seconds."""

    __test__ = False  # pytest takes the name for a test
    provider = "test"
    live = False
    time_out_window = timedelta(seconds=60)

    def __init__(self, url, secret, account="portico", connect_seconds=3, read_seconds=20):
        self.url = url.rstrip("/")
        self.secret = secret
        self.account = str(account)
        headers = {"Authorization": f"Bearer {secret}", "Gateway-Account": self.account}
        self.wire = Wire(self.url, headers, connect_seconds, read_seconds)

    def open_field(self, customer_id, return_url, kinds=KINDS):
        asked = {"customer": customer_id, "return_url": return_url, "kinds": list(kinds)}
        answer = self.asked("POST", "/fields", asked)
        if answer.status != 200:
            raise Unreachable(f"status {answer.status}")
        url = self.url + answer.body["path"]
        public = {"origin": self.url, "frame_url": f"{url}?in=frame"}
        return Field("redirect", url, public, {"frame-src": self.url})

    def add_method(self, customer_id, answer):
        known = self.asked("GET", f"/methods/{quote(answer.get('token', ''), safe='')}")
        if known.status != 200:
            raise MethodRefused("method_unknown")
        if known.body["customer"] not in (None, customer_id):
            raise MethodRefused("method_unknown")
        return Method(**known.body["method"])

    def remove_method(self, token):
        gone = self.asked("DELETE", f"/methods/{quote(token, safe='')}")
        if gone.status not in (200, 404):
            raise Unreachable(f"status {gone.status}")

    def charge(self, charge):
        return self.ordered("/charges", charge)

    def refund(self, refund):
        return self.ordered("/refunds", refund)

    def void(self, void):
        return self.ordered("/voids", void)

    def find(self, attempt_id, reference=None):
        try:
            answer = self.wire.exchange("GET", f"/attempts/{quote(attempt_id, safe='')}")
        except (NotSent, Unanswered):
            return Finding(Found.UNKNOWN)
        if answer.status == 404 and answer.body.get("error") == "attempt_not_found":
            return Finding(Found.NOT_FOUND)
        outcome = self.outcome(answer, attempt_id)
        return Finding(Found.UNKNOWN if outcome.state is State.UNKNOWN else Found.FOUND, outcome)

    def taken_back(self, attempt_id, reference=None):
        answer = self.asked("GET", f"/attempts/{quote(attempt_id, safe='')}/charge_back")
        if answer.status not in (200, 404):
            raise Unreachable(f"status {answer.status}")
        return TAKEN_BACK.get(answer.body.get("charge_back"))

    def read_event(self, body, headers):
        if not genuine(self.secret, self.account, body, headers.get(HEADER)):
            raise NotGenuine("signature")
        try:
            return Event(**json.loads(body))
        except (ValueError, TypeError) as error:
            raise NotGenuine("content") from error

    def asked(self, verb, path, body=None):
        try:
            return self.wire.exchange(verb, path, body)
        except (NotSent, Unanswered) as error:
            raise Unreachable(str(error)) from error

    def ordered(self, path, order):
        try:
            answer = self.wire.exchange("POST", path, asdict(order))
        except NotSent:
            return Outcome(State.NOT_SENT, "unreachable")
        except Unanswered:
            return Outcome(State.UNKNOWN, "no_answer")
        if answer.body.get("error") == "attempt_reused":
            raise AttemptReused(order.attempt_id)
        if answer.status in TURNED_AWAY and "error" in answer.body:
            return Outcome(State.NOT_SENT, "refused")
        return self.outcome(answer, order.attempt_id)

    def outcome(self, answer, attempt_id):
        """The answer as an outcome; unknown when it is not plainly about this attempt."""
        told = answer.body
        try:
            if answer.status != 200 or told["attempt_id"] != attempt_id:
                raise ValueError(answer.status)
            action = told["action_path"] and self.url + told["action_path"]
            state = State(told["state"])
            return Outcome(state, told["reason"], told["reference"], action, told["amount"])
        except (KeyError, TypeError, ValueError):
            return Outcome(State.UNKNOWN, "no_answer")
