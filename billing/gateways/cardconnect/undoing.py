"""Undoing a payment, also one whose outcome never arrived.

https://developer.cardpointe.com/guides/cardpointe-gateway, "Handling Timed-out Transactions": ask
by order id first and void what is found by its reference; where the question is not answered
either, void by order id, three times, for no answer means nothing.
"""

from billing.gateways.cardconnect import transactions
from billing.gateways.cardconnect.answers import UNKNOWN, retref, voided
from billing.gateways.cardconnect.line import NotSent, Unanswered
from billing.gateways.outcome import Finding, Found, Outcome, State

TIMES = 3
TOO_LATE = Outcome(State.DECLINED, "not_voidable")


def undo(line, merchant_id, key):
    """The outcome of voiding what carries the order id `key`; what is void already stays so.

    Raises NotSent and TurnedAway before anything was done.
    """
    try:
        rows = transactions.records(line.get("inquireByOrderid", key, merchant_id))
    except Unanswered:
        return blindly(line, merchant_id, key)
    if rows is None:
        return UNKNOWN
    row = transactions.standing(rows)
    return TOO_LATE if row is None else undo_found(line, merchant_id, row)


def undo_found(line, merchant_id, row):
    if transactions.settlement(row) == "voided":
        return Outcome(State.APPROVED, None, retref(row))
    if row.get("voidable") == "N" or transactions.settlement(row) == "declined":
        return TOO_LATE
    return voided(line.put("void", {"merchid": merchant_id, "retref": retref(row)}))


def blindly(line, merchant_id, key):
    """Once the question was lost, so may be a void: only an answer ends this."""
    for _ in range(TIMES):
        try:
            return voided(line.put("voidByOrderId", {"merchid": merchant_id, "orderid": key}))
        except (NotSent, Unanswered):
            continue
    return UNKNOWN


def found_void(answer, reference):
    """A void leaves no record of its own: it is known by the payment's, and None if that stands."""
    rows = transactions.records(answer)
    if rows is None:
        return transactions.UNKNOWN
    if any(transactions.settlement(row) == "voided" for row in rows):
        return Finding(Found.FOUND, Outcome(State.APPROVED, "voided", reference))
    return None
