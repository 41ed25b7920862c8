"""What the gateway says at once to an order: respstat A, B or C.

https://integrate.clover.com/developers/gateway-response-codes: approved, a passing fault, refused.
B "always means Retry", its record stands as declined (guides, "Handling Timed-out Transactions"):
no money moves, and a new attempt under another order id is safe.
"""

from billing.gateways.cardconnect import codes
from billing.gateways.cardconnect.amounts import minor
from billing.gateways.outcome import Outcome, State

UNKNOWN = Outcome(State.UNKNOWN, "no_answer")
DECLINED = "Declined"


def charged(answer, currency, bank):
    """The outcome of `auth`; of a bank debit, money is on its way only.

    `amount` is what was approved, which may be less than asked (FNOR 10, RPCT 002: "Testing
    Partial Authorizations" of the guides).
    """
    if stated(answer) == "A":
        return accepted(answer, currency, State.PROCESSING if bank else State.APPROVED)
    return refused(answer, codes.ORDINARY)


def refunded(answer, currency):
    if stated(answer) == "A":
        return accepted(answer, currency, State.APPROVED)
    return refused(answer, codes.OF_REFUNDS, "not_refundable")


def voided(answer):
    """Of `void` and `voidByOrderId`; a batch already sent, or 30 days, and it is too late."""
    reference = retref(answer)
    if stated(answer) == "A" and reference:
        return Outcome(State.APPROVED, None, reference)
    if stated(answer) == "C":
        return Outcome(State.DECLINED, "not_voidable", reference)
    return UNKNOWN


def accepted(answer, currency, state):
    """Unknown when it does not say which transaction, or how much: it is found by its order id."""
    try:
        amount = minor(answer.get("amount"), currency)
    except ValueError:
        return UNKNOWN
    reference = retref(answer)
    return Outcome(state, None, reference, None, amount) if reference else UNKNOWN


def refused(answer, known, otherwise="card_declined"):
    """Not sent, where the gateway turned it away because of how the account is set up."""
    if stated(answer) == "C":
        reason = codes.why(answer, otherwise, known)
        state = State.NOT_SENT if reason == "refused" else State.DECLINED
        return Outcome(state, reason, retref(answer))
    if stated(answer) == "B" and answer.get("setlstat", DECLINED) == DECLINED:
        return Outcome(State.DECLINED, codes.why(answer, "processing_error"), retref(answer))
    return UNKNOWN


def stated(answer):
    return answer.get("respstat") if isinstance(answer, dict) else None


def retref(answer):
    """The gateway's reference, or None."""
    found = answer.get("retref") if isinstance(answer, dict) else None
    return found if isinstance(found, str) and found else None
