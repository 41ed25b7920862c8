"""Stripe behind the interface of all gateways, by its official library."""

from datetime import timedelta

from billing.gateways.gateway import Gateway
from billing.gateways.method import KINDS
from billing.gateways.outcome import Finding, Found, State
from billing.gateways.stripe import checking, events, trouble
from billing.gateways.stripe.account import URL
from billing.gateways.stripe.charging import Charging
from billing.gateways.stripe.disputes import Disputes
from billing.gateways.stripe.line import opened
from billing.gateways.stripe.methods import Methods
from billing.gateways.stripe.traces import Traces
from billing.gateways.stripe.undoing import Undoing


class StripeGateway(Gateway):
    """The account that the credentials open, for the tenant known as `account`; times in seconds.

    `time_out_window` is the hour by which Stripe's search may be behind in an outage, and a little
    more than the time in which it works on an order: what is then in neither search nor lists (see
    `traces`) was never there.
    """

    provider = "stripe"
    time_out_window = timedelta(minutes=65)

    def __init__(self, credentials, account, url=URL, connect_seconds=3, read_seconds=30):
        self.credentials = credentials
        self.live = credentials.live
        self.account = str(account)
        self.url = url
        api = opened(credentials.secret_key, url, connect_seconds, read_seconds)
        self.traces = Traces(api, self.account)
        self.disputes = Disputes(api)
        self.methods = Methods(api, self.account, credentials.publishable_key)
        self.charging = Charging(api, self.account, credentials.statement_descriptor)
        self.undoing = Undoing(api, self.account, self.traces)

    def check(self):
        checking.check(self.credentials, self.url)

    def open_field(self, customer_id, return_url, kinds=KINDS):
        return self.methods.open_field(customer_id, return_url, kinds)

    def add_method(self, customer_id, answer):
        return self.methods.add_method(customer_id, answer)

    def remove_method(self, token):
        self.methods.remove_method(token)

    def saved_method(self, token):
        return self.methods.saved_method(token)

    def charge(self, charge):
        return self.charging.charge(charge)

    def refund(self, refund):
        return self.undoing.refund(refund)

    def void(self, void):
        return self.undoing.void(void)

    def find(self, attempt_id, reference=None):
        try:
            outcome = self.traces.outcome(attempt_id, reference)
        except trouble.ANY:
            return Finding(Found.UNKNOWN)
        if outcome is None:
            return Finding(Found.NOT_FOUND)
        unknown = outcome.state is State.UNKNOWN
        return Finding(Found.UNKNOWN if unknown else Found.FOUND, outcome)

    def taken_back(self, attempt_id, reference=None):
        return self.disputes.taken_back(reference)

    def read_event(self, body, headers):
        secret = self.credentials.webhook_secret
        return events.read(body, headers, secret, self.account)
