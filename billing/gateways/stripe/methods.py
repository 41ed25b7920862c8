"""Saving methods: the field is Stripe's own script, which sends the number to Stripe alone."""

import re

import stripe

from billing.gateways.errors import MethodRefused, Unreachable
from billing.gateways.method import Field
from billing.gateways.stripe import setups, trouble
from billing.gateways.stripe.marks import ACCOUNT, CUSTOMER, Token, once, ours, query

# The release of the API version: https://docs.stripe.com/sdks/stripejs-versioning
SCRIPT = "https://js.stripe.com/endive/stripe.js"
# https://docs.stripe.com/security/guide#content-security-policy
SOURCES = {
    "script-src": "https://js.stripe.com https://*.js.stripe.com",
    "frame-src": "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
    "connect-src": "https://api.stripe.com",
}
SETUPS = re.compile(r"seti_[A-Za-z0-9]{1,100}")


class Methods:
    """Of one of Portico's accounts; `publishable_key` is what the script works with."""

    def __init__(self, api, account, publishable_key):
        self.customers = api.v1.customers
        self.setups = api.v1.setup_intents
        self.saved = api.v1.payment_methods
        self.account = account
        self.publishable_key = publishable_key

    def open_field(self, customer_id, return_url, kinds):
        order = {
            "payment_method_types": [setups.TYPES[kind] for kind in kinds],
            "usage": "off_session",
            "metadata": {ACCOUNT: self.account, CUSTOMER: customer_id},
        }
        try:
            setup = self.setups.create({"customer": self.customer(customer_id), **order})
            public = {"setup_intent": setup.id, "client_secret": setup.client_secret}
        except trouble.ANY as error:
            raise Unreachable(type(error).__name__) from error
        public |= {"publishable_key": self.publishable_key, "return_url": return_url}
        return Field("script", SCRIPT, public, SOURCES)

    def customer(self, customer_id):
        """Stripe's customer for ours. A second one does no harm: methods name theirs."""
        return self.known_customer(customer_id) or self.new_customer(customer_id)

    def known_customer(self, customer_id):
        try:
            found = self.customers.search({"query": query(customer_id, CUSTOMER), "limit": 100})
        except stripe.StripeError:  # there is no search in India
            return None
        return next((each.id for each in found.data
                     if ours(each.to_dict(), self.account, CUSTOMER, customer_id)), None)

    def new_customer(self, customer_id):
        """Made once in the time in which search may not have it yet."""
        marks = {ACCOUNT: self.account, CUSTOMER: customer_id}
        options = once(self.account, "customer", customer_id)
        return self.customers.create({"metadata": marks}, options).id

    def add_method(self, customer_id, answer):
        """Asks for the SetupIntent that the answer names; what it is for was written when it was
        made, and a browser cannot change that."""
        setup_id = answer.get("setup_intent", "")
        if not SETUPS.fullmatch(setup_id):
            raise MethodRefused("method_unknown")
        setup = self.setup(setup_id)
        if not ours(setup, self.account, CUSTOMER, customer_id):
            raise MethodRefused("method_unknown")
        return setups.method(setup)

    def remove_method(self, token):
        """Detach it: https://docs.stripe.com/api/payment_methods/detach"""
        known = Token.read(token)
        try:
            if known:
                self.saved.detach(known.method)
        except stripe.InvalidRequestError:
            return  # it is detached already, or was never there
        except trouble.ANY as error:
            raise Unreachable(type(error).__name__) from error

    def saved_method(self, token):
        """None where it is detached: https://docs.stripe.com/api/payment_methods/object"""
        known = Token.read(token)
        try:
            told = known and self.saved.retrieve(known.method).to_dict()
        except stripe.InvalidRequestError:
            return None
        except trouble.ANY as error:
            raise Unreachable(type(error).__name__) from error
        mine = told and told.get("customer") == known.customer
        return setups.described(known.customer, told) if mine else None

    def setup(self, setup_id):
        try:
            return self.setups.retrieve(setup_id, {"expand": ["payment_method"]}).to_dict()
        except stripe.InvalidRequestError as error:
            raise MethodRefused("method_unknown") from error
        except trouble.ANY as error:
            raise Unreachable(type(error).__name__) from error
