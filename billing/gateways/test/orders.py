"""What the Test gateway decides about charges, refunds and voids; orders are checked before."""

import json
import secrets

from billing.gateways.outcome import State
from billing.gateways.test import methods
from config import clock


def charge(ledger, account, order):
    """The entry of a charge. Raises ledger.Reused, as the others do."""

    def decide():
        known = methods.look_up(ledger, account, order["method"])
        return entry("charge", order, order["attempt_id"], order, *verdict(known))

    return ledger.once(account, {"kind": "charge", **order}, decide)


def verdict(known):
    if known is None:
        return State.DECLINED, "method_unknown"
    method, _, number = known
    if methods.expired(method):
        return State.DECLINED, "expired_card"
    return number.state, number.reason


def refund(ledger, account, order):
    """The entry of a refund; never more in all than was charged."""

    def decide():
        reason = against_refund(ledger, account, order)
        state = State.DECLINED if reason else State.APPROVED
        return entry("refund", order, order["payment"], order, state, reason)

    return ledger.once(account, {"kind": "refund", **order}, decide)


def against_refund(ledger, account, order):
    payment = charge_of(ledger, account, order["payment"])
    if payment is None or payment["state"] != State.APPROVED:
        return "not_refundable"
    if payment["currency"] != order["currency"]:
        return "not_refundable"
    if ledger.refunded(account, order["payment"]) + order["amount"] > payment["amount"]:
        return "amount_exceeds_payment"
    return None


def void(ledger, account, order):
    """The entry of a void: an approved charge is undone, an open one cancelled."""

    def decide():
        payment = charge_of(ledger, account, order["payment"])
        if not voidable(ledger, account, payment):
            money = payment or {"amount": 0, "currency": ""}
            return entry("void", order, order["payment"], money, State.DECLINED, "not_voidable")
        reason = "voided" if payment["state"] == State.APPROVED else "cancelled"
        ledger.move(payment, State.DECLINED, reason)
        return entry("void", order, order["payment"], payment, State.APPROVED)

    return ledger.once(account, {"kind": "void", **order}, decide)


def voidable(ledger, account, payment):
    if payment is None or payment["state"] == State.DECLINED:
        return False
    return ledger.refunded(account, payment["attempt_id"]) == 0


def settle(ledger, account, attempt_id):
    """Let a bank debit end as its number says; anything else stays as it is. The entry."""
    with ledger.writing():
        payment = charge_of(ledger, account, attempt_id)
        if payment and payment["state"] == State.PROCESSING:
            _, _, number = methods.look_up(ledger, account, payment["method"])
            state = State.DECLINED if number.settles else State.APPROVED
            ledger.move(payment, state, number.settles)
        return ledger.entry(account, attempt_id)


def act(ledger, reference, confirmed):
    """The payer's answer on the 3-D Secure page; only the first one counts. The entry."""
    with ledger.writing():
        payment = ledger.referenced(reference)
        if payment and payment["state"] == State.ACTION_REQUIRED:
            state = State.APPROVED if confirmed else State.DECLINED
            ledger.move(payment, state, None if confirmed else "authentication_failed")
        return ledger.referenced(reference)


def charge_of(ledger, account, attempt_id):
    found = ledger.entry(account, attempt_id)
    return found if found and found["kind"] == "charge" else None


def entry(kind, order, payment, money, state, reason=None):
    return {
        "attempt_id": order["attempt_id"],
        "kind": kind,
        "payment": payment,
        "amount": money["amount"],
        "currency": money["currency"],
        "method": order.get("method"),
        "state": state,
        "reason": reason,
        "reference": f"{kind}_{secrets.token_hex(12)}",
        "return_url": order.get("return_url"),
        "description": order.get("description", ""),
        "metadata": json.dumps(order.get("metadata", {})),
        "created_at": clock.now().isoformat(),
    }
