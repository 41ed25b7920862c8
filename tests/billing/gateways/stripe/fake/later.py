"""What happens at banks, with nobody asking."""

from tests.billing.gateways.stripe.fake import numbers, payments, refunds, shapes


def settle(ledger, intent_id):
    """A bank debit is paid, or returned, as the account's number says."""
    intent = ledger.things[intent_id]
    charge = ledger.things[intent["latest_charge"]]
    code = numbers.RETURNED.get(ledger.number_of[intent["payment_method"]])
    if code is None:
        charge |= {"status": "succeeded", "paid": True, "amount_captured": charge["amount"]}
        return payments.succeeded(ledger, intent)
    charge |= {"status": "failed", "failure_code": code}
    return payments.failed(ledger, intent, code)


def authenticate(ledger, intent_id, confirmed):
    """The payer answers on their bank's page."""
    intent = ledger.things[intent_id]
    assert intent["status"] == "requires_action"
    if not confirmed:
        return payments.failed(ledger, intent, "payment_intent_authentication_failure")
    if ledger.number_of[intent["payment_method"]] == numbers.SHORT_OF_FUNDS:
        return payments.failed(ledger, intent, "card_declined", "insufficient_funds")
    return payments.carried_out(ledger, intent, None)


def end_refund(ledger, refund_id, status):
    """A bank pays a refund out, or cannot."""
    refund = ledger.things[refund_id]
    refund["status"] = status
    if status == "failed":
        refunds.moved(ledger.things[refund["charge"]], -refund["amount"])
        refund["failure_reason"] = "expired_or_canceled_card"
    ledger.tell("refund.failed" if status == "failed" else "refund.updated", refund)
    return refund


def dispute(ledger, intent_id, **more):
    intent = ledger.things[intent_id]
    ledger.things[intent["latest_charge"]]["disputed"] = True
    dispute = ledger.add(shapes.dispute(intent, **more))
    ledger.tell("charge.dispute.created", dispute)
    return dispute


def win(ledger, dispute):
    """The bank decides for the merchant: the charge stays disputed, the money is there again."""
    dispute["status"] = "won"
    ledger.tell("charge.dispute.funds_reinstated", dispute)
    ledger.tell("charge.dispute.closed", dispute)
