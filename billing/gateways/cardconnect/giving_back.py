"""Refunds; the gateway gives back what was settled, and voids what was not (undoing)."""

from billing.gateways.cardconnect import answers, orders, transactions
from billing.gateways.cardconnect.amounts import minor
from billing.gateways.cardconnect.line import Unanswered
from billing.gateways.outcome import Outcome, State

NOT_REFUNDABLE = Outcome(State.DECLINED, "not_refundable")
TOO_MUCH = Outcome(State.DECLINED, "amount_exceeds_payment")


def give_back(desk, refund):
    """The outcome of a refund of the payment as the gateway knows it."""
    rows = transactions.records(desk.ask(refund.payment))
    if rows is None:
        raise Unanswered("not understood")
    row = transactions.standing(rows)
    if row is None or transactions.settlement(row) in ("voided", "declined", "rejected"):
        return NOT_REFUNDABLE
    if refund.amount > paid(row, refund.currency):
        return TOO_MUCH
    key, retref = desk.key(refund.attempt_id), answers.retref(row)
    order = orders.refund(refund, key, desk.merchant_id, retref)
    return answers.refunded(desk.line.put("refund", order), refund.currency)


def paid(row, currency):
    try:
        return minor(row.get("amount"), currency)
    except ValueError as error:
        raise Unanswered("not understood") from error
