"""Giving back and undoing.

Stripe undoes a payment that succeeded only by a refund, which soon after the charge is a reversal
on the card: https://docs.stripe.com/refunds. One that has not is cancelled.
"""

from billing.gateways.outcome import Outcome, State
from billing.gateways.stripe import refunds, trouble
from billing.gateways.stripe.amounts import to_stripe
from billing.gateways.stripe.marks import ACCOUNT, ATTEMPT, KIND, VOID, once, ours, texts
from billing.gateways.wire import NotSent, Unanswered

NOT_REFUNDABLE = Outcome(State.DECLINED, "not_refundable")
NOT_VOIDABLE = Outcome(State.DECLINED, "not_voidable")
TOO_MUCH = Outcome(State.DECLINED, "amount_exceeds_payment")


class Undoing:
    """Refunds and voids by `api` for one of Portico's accounts; `traces` finds their payments."""

    def __init__(self, api, account, traces):
        self.intents = api.v1.payment_intents
        self.refunds = api.v1.refunds
        self.account = account
        self.traces = traces

    def refund(self, refund):
        return self.undone(refund, NOT_REFUNDABLE, self.part, refused_refund)

    def void(self, void):
        return self.undone(void, NOT_VOIDABLE, self.whole, lambda _: NOT_VOIDABLE)

    def undone(self, order, impossible, act, invalid):
        """What `act` does with the payment that the order is about."""
        try:
            intent = self.traces.payment(order.payment, order.reference)
        except trouble.ANY as error:
            return trouble.before(error)
        if intent is None:
            return impossible
        return trouble.settled(lambda: act(intent, order), order.attempt_id, invalid)

    def part(self, intent, refund):
        if intent["currency"].upper() != refund.currency:
            return NOT_REFUNDABLE
        amount = to_stripe(refund.amount, refund.currency)
        return self.give_back(intent, refund.attempt_id, amount, "refund", refund.description)

    def whole(self, intent, void):
        if intent["status"] == "succeeded":
            # Named, so that Stripe refuses when a part was given back, instead of taking the rest.
            amount = intent.get("amount_received") or intent["amount"]
            return self.give_back(intent, void.attempt_id, amount, "void")
        if intent["status"] == "canceled":
            mine = ours(intent, self.account, VOID, void.attempt_id)
            return cancelled(intent) if mine else NOT_VOIDABLE
        return self.cancel(intent, void)

    def give_back(self, intent, attempt_id, amount, kind, description=""):
        marks = {ACCOUNT: self.account, ATTEMPT: attempt_id, KIND: kind}
        order = {
            "payment_intent": intent["id"],
            "amount": amount,
            "metadata": texts({"reason": description}) | marks if description else marks,
        }
        options = once(self.account, attempt_id)
        return refunds.outcome(self.refunds.create(order, options).to_dict())

    def cancel(self, intent, void):
        """Marked first, so that the cancelled payment tells by whom it was."""
        try:
            self.intents.update(intent["id"], {"metadata": {VOID: void.attempt_id}})
        except Unanswered as error:
            raise NotSent("only the mark") from error
        options = once(self.account, void.attempt_id)
        return cancelled(self.intents.cancel(intent["id"], {}, options).to_dict())


def cancelled(intent):
    return Outcome(State.APPROVED, None, intent["id"])


def refused_refund(error):
    """https://docs.stripe.com/error-codes"""
    exceeds = error.get("code") == "charge_already_refunded" or error.get("param") == "amount"
    return TOO_MUCH if exceeds else NOT_REFUNDABLE
