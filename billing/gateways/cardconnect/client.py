"""The CardPointe Gateway behind the interface of all gateways."""

from datetime import timedelta

from billing.gateways.cardconnect import (
    answers,
    frame,
    merchant,
    notices,
    orders,
    profiles,
    tickets,
    trial,
    undoing,
)
from billing.gateways.cardconnect.desk import Desk, told
from billing.gateways.cardconnect.giving_back import give_back
from billing.gateways.cardconnect.line import Line, NotSent, TurnedAway, Unanswered
from billing.gateways.errors import MethodRefused, NotGenuine, Unreachable
from billing.gateways.gateway import Gateway
from billing.gateways.method import CARD, KINDS
from billing.gateways.outcome import Finding, Found, Outcome, State

NO_ANSWER = (NotSent, TurnedAway, Unanswered)


class CardConnectGateway(Gateway):
    """A merchant account for the tenant `account`; `key` (bytes, secret) signs tickets.

    The gateway takes a second order with the same id for another one and charges again, so each
    is asked about before it is sent; two at the same moment are the caller's to prevent (security
    C6). `address` leads elsewhere than to the site, for tests, and so does the frame then; times in
    seconds.
    """

    provider = "cardconnect"
    # 45 s until we give up, 100 s in which a line that broke may still deliver what was written to
    # it, 32 s in which the gateway waits for the card network; not found is final after that.
    time_out_window = timedelta(minutes=4)

    def __init__(self, credentials, account, key, address=None, **seconds):
        self.credentials = credentials
        self.account = account
        self.key = key
        self.live = credentials.live
        self.origin = address or credentials.origin
        self.line = Line(credentials, address, **seconds)
        self.desk = Desk(self.line, credentials, account)

    def check(self):
        merchant.check(self.line, self.credentials)

    def open_field(self, customer_id, return_url, kinds=KINDS):
        ticket = tickets.issue(self.key, self.account, customer_id, kinds)
        return frame.field(self.origin, kinds, self.credentials.verify, ticket)

    def add_method(self, customer_id, answer):
        """`answer`: ticket, token, kind and name; for a card expiry and, as far as the page asks
        for it, postal; for a bank account account_type (checking or savings) and phone."""
        kind = answer.get("kind", CARD)
        self.check_ticket(customer_id, answer.get("ticket", ""), kind)
        order = profiles.order(kind, answer, self.credentials.merchant_id)
        try:
            if kind == CARD and self.credentials.verify:
                trial.check(self.line.put("auth", trial.order(order, self.credentials.currency)))
            saved = self.line.put("profile", order)
        except NO_ANSWER as error:
            raise Unreachable("no answer") from error
        return profiles.saved(saved, order, profiles.holder(answer))

    def check_ticket(self, customer_id, ticket, kind):
        try:
            allowed = tickets.kinds_of(self.key, self.account, customer_id, ticket)
        except ValueError as error:
            raise MethodRefused("method_unknown") from error
        if kind not in allowed:
            raise MethodRefused("method_unknown")

    def remove_method(self, token):
        """https://developer.cardpointe.com/cardconnect-api, "Delete Profile"."""
        found = orders.TOKENS.fullmatch(token)
        if found is None:
            return
        try:
            self.line.delete("profile", *found["profile"].split("/"), self.credentials.merchant_id)
        except NO_ANSWER as error:
            raise Unreachable("no answer") from error

    def charge(self, charge):
        order = orders.auth(charge, self.desk.key(charge.attempt_id), self.desk.merchant_id)
        if order is None:
            return Outcome(State.DECLINED, "method_unknown")
        bank = orders.is_bank(charge.method)

        def send():
            return answers.charged(self.line.put("auth", order), charge.currency, bank)

        return told(lambda: self.desk.once(charge, send))

    def refund(self, refund):
        return told(lambda: self.desk.once(refund, lambda: give_back(self.desk, refund)))

    def void(self, void):
        key = self.desk.key(void.payment)
        return told(lambda: undoing.undo(self.line, self.desk.merchant_id, key))

    def find(self, attempt_id, reference=None):
        """A void has no record of its own: it is found by `reference`, with the reason "voided"."""
        try:
            found = self.desk.finding(attempt_id)
            if found.state is Found.NOT_FOUND and reference:
                answer = self.line.get("inquire", reference, self.desk.merchant_id)
                return undoing.found_void(answer, reference) or found
            return found
        except NO_ANSWER:
            return Finding(Found.UNKNOWN)

    def read_event(self, body, headers):
        raise NotGenuine("CardConnect signs no events; see notices")

    def notices(self, day):
        """Of what was settled or funded on `day`; known a day or two later."""
        try:
            return notices.told(self.line, self.credentials.merchant_ids, day)
        except NO_ANSWER as error:
            raise Unreachable("no answer") from error
