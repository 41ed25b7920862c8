"""Taking money: a PaymentIntent, made and confirmed in one call."""

import stripe

from billing.gateways.outcome import Outcome, State
from billing.gateways.stripe import intents, trouble
from billing.gateways.stripe.amounts import to_stripe
from billing.gateways.stripe.marks import ACCOUNT, ATTEMPT, Token, once, ours, texts
from billing.gateways.wire import NotSent, Unanswered

LONGEST = 1000  # of a description: https://docs.stripe.com/api/payment_intents/create
# https://docs.stripe.com/get-started/account/statement-descriptors
DESCRIPTOR = {"card": "statement_descriptor_suffix", "us_bank_account": "statement_descriptor"}


class Charging:
    """Charges by `api` for one of Portico's accounts; `descriptor` is for the payer's statement."""

    def __init__(self, api, account, descriptor=""):
        self.intents = api.v1.payment_intents
        self.account = account
        self.descriptor = descriptor

    def charge(self, charge):
        token = Token.read(charge.method)
        if token is None:
            return Outcome(State.DECLINED, "method_unknown")
        return trouble.settled(lambda: self.send(charge, token), charge.attempt_id)

    def send(self, charge, token):
        try:
            order, options = self.order(charge, token), once(self.account, charge.attempt_id)
            return self.outcome(self.intents.create(order, options), charge.attempt_id)
        except stripe.CardError as error:
            waits = intents.waits_for_payer(trouble.told(error))
            if charge.payer_present or not waits or not charge.return_url:
                raise
            return self.ask_payer(error, charge, token)

    def outcome(self, answer, attempt_id):
        """The answer as an outcome; unknown when it is not plainly about this attempt."""
        intent = answer.to_dict()
        mine = ours(intent, self.account, ATTEMPT, attempt_id)
        return intents.outcome(intent) if mine else trouble.UNKNOWN

    def order(self, charge, token):
        order = {
            "amount": to_stripe(charge.amount, charge.currency),
            "currency": charge.currency.lower(),
            "customer": token.customer,
            "payment_method": token.method,
            "payment_method_types": [token.type],
            "confirm": True,
            "metadata": {**texts(charge.metadata), ACCOUNT: self.account,
                         ATTEMPT: charge.attempt_id},
        }
        return order | self.presence(charge) | self.shown(charge, token)

    @staticmethod
    def presence(charge):
        if not charge.payer_present:
            return {"off_session": True}
        return {"return_url": charge.return_url} if charge.return_url else {}

    def shown(self, charge, token):
        shown = {"description": charge.description[:LONGEST]} if charge.description else {}
        if self.descriptor and token.type in DESCRIPTOR:
            shown[DESCRIPTOR[token.type]] = self.descriptor
        return shown

    def ask_payer(self, error, charge, token):
        """Confirm the same PaymentIntent once more with the payer there, which leads to the bank's
        page: https://docs.stripe.com/payments/save-and-reuse

        It was declined before, so without an answer at worst its second life is unknown.
        """
        intent_id = trouble.intent_of(error)["id"]
        again = {"payment_method": token.method, "return_url": charge.return_url}
        options = once(self.account, charge.attempt_id, "payer")
        try:
            return self.outcome(self.intents.confirm(intent_id, again, options), charge.attempt_id)
        except NotSent:
            return trouble.declined(error)
        except Unanswered:
            return Outcome(State.UNKNOWN, "no_answer", intent_id)
