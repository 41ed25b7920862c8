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
    currency, invoice_id = thing["currency"], named(thing["invoice"])
    counted = {"invoice_id": invoice_id, "amount": money(applied, currency)}
    return {
        "credit_id": named(thing),
        "customer_id": id_of(thing["customer"]),
        "credit_date": day(thing["created"]),
        "credit_amount": money(kept + applied, currency),
        "currency": currency.upper(),
        "reference_number": invoice_id,
        "invoices": [counted] if applied else [],
        "notes": line(thing.get("memo"), 1000),
        "custom_fields": own(thing, stripe_id=thing["id"]),
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
    invoice_id, currency = named(thing), thing["currency"]
    paid = (thing.get("status_transitions") or {}).get("paid_at")
    return {
        "credit_id": f"{invoice_id[:56]}-settled",
        "customer_id": id_of(thing["customer"]),
        "credit_date": day(paid or thing["created"]),
        "credit_amount": money(gap, currency),
        "currency": currency.upper(),
        "reference_number": invoice_id,
        "invoices": [{"invoice_id": invoice_id, "amount": money(gap, currency)}],
        "notes": "Settled at Stripe",
    }


def remaining(thing):
    """What Stripe still asks for."""
    if thing["status"] == "paid":
        return 0
    due = thing["amount_due"]
    return thing.get("amount_remaining", due - thing.get("amount_paid", 0))
