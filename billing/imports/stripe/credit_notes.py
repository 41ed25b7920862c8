"""Stripe's credit notes, as far as they still count: for their invoice, and on the balance."""

from billing.imports.stripe.values import day, id_of, line, money, named, own


def credit(thing, owed):
    """None where it counts for nothing: what was given back is missing from the payment already.

    `owed` is what of the note's invoice nothing else has paid, as Stripe counts.
    """
    kept = on_balance(thing)
    applied = max(0, min(thing["amount"] - (thing.get("out_of_band_amount") or 0) - kept, owed))
    if not kept + applied:
        return None
    return {
        **amounts(thing, named(thing["invoice"]), kept + applied, applied),
        "credit_id": named(thing),
        "credit_date": day(thing["created"]),
        "notes": line(thing.get("memo"), 1000),
        "custom_fields": own(thing, stripe_id=thing["id"]),
    }


def amounts(thing, invoice_id, amount, applied):
    """Whose credit it is and of how much, so much of it applied to the invoice."""
    currency = thing["currency"]
    counted = {"invoice_id": invoice_id, "amount": money(applied, currency)}
    return {
        "customer_id": id_of(thing["customer"]),
        "credit_amount": money(amount, currency),
        "currency": currency.upper(),
        "reference_number": invoice_id,
        "invoices": [counted] if applied else [],
    }


def on_balance(thing):
    """What the customer may still use for other invoices: neither refunded nor paid out."""
    refunded = sum(each.get("amount_refunded") or 0 for each in thing.get("refunds") or ())
    after_payment = thing.get("post_payment_amount") or 0
    return max(0, after_payment - refunded - (thing.get("out_of_band_amount") or 0))


def settlement(thing, owed):
    """A credit for what Stripe holds for settled and nothing else here explains, or None.

    A customer's balance, money from outside, a refund without a credit note: whatever it was,
    nobody is asked for it again.
    """
    gap = owed - remaining(thing)
    if gap <= 0:
        return None
    paid = (thing.get("status_transitions") or {}).get("paid_at")
    return {
        **amounts(thing, named(thing), gap, gap),
        "credit_id": f"{named(thing)[:56]}-settled",
        "credit_date": day(paid or thing["created"]),
        "notes": "Settled at Stripe",
    }


def remaining(thing):
    """What Stripe still asks for."""
    if thing["status"] == "paid":
        return 0
    due = thing["amount_due"]
    return thing.get("amount_remaining", due - thing.get("amount_paid", 0))
