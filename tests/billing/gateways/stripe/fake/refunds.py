"""Refunds: https://docs.stripe.com/refunds"""

from tests.billing.gateways.stripe.fake import shapes
from tests.billing.gateways.stripe.fake.refusal import invalid


def create(ledger, form):
    intent = ledger.get("payment_intent", form.get("payment_intent"), "payment_intent")
    if intent["status"] != "succeeded":
        raise invalid("This PaymentIntent does not have a successful charge to refund.",
                      code="payment_intent_unexpected_state")
    charge = ledger.things[intent["latest_charge"]]
    amount = checked(charge, form)
    bank = ledger.things[charge["payment_method"]]["type"] == "us_bank_account"
    refund = ledger.add(shapes.refund(intent, amount=amount, metadata=form.get("metadata", {}),
                                      status="pending" if bank else "succeeded"))
    moved(charge, amount)
    ledger.tell("refund.created", refund)
    return refund


def checked(charge, form):
    left = charge["amount"] - charge["amount_refunded"]
    amount = int(form.get("amount", left))
    if charge["disputed"]:
        raise invalid("Charge has been charged back.", code="charge_disputed")
    if left == 0:
        raise invalid("Charge has already been refunded.", code="charge_already_refunded")
    if not 0 < amount <= left:
        raise invalid(f"Refund amount ({amount}) is greater than unrefunded amount on charge"
                      f" ({left})", param="amount")
    return amount


def moved(charge, amount):
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
