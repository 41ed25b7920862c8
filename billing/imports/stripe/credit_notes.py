"""Stripe's credit notes, as far as they still count: for their invoice, and on the balance."""

from billing.imports.stripe.balances import FIELD
from billing.imports.stripe.values import day, id_of, line, made, money, named, own


def credits(things, known, owed, beyond):
    """The credits of a page of notes; of those of `known` ids nothing but the id.

    `owed` is what nothing else has paid, by Stripe's id of the invoice; `beyond` what is on the
    balance at Stripe and not here yet, by customer and currency: both as Stripe counts, and less by
    each credit.
    """
    for thing in things:
        if named(thing) in known:
            yield {"credit_id": named(thing)}
            continue
        whose, invoice = (id_of(thing["customer"]), thing["currency"].upper()), thing["invoice"]
        applied, kept = parts(thing, owed[invoice["id"]], beyond[whose])
        owed[invoice["id"]] -= applied
        beyond[whose] -= kept
        if applied + kept:
            yield made(credit, thing, applied, kept)


def parts(thing, owed, beyond):
    """(what of the note pays its invoice, what of it is still on the balance).

    What was given back is missing from the payment already.
    """
    balance = on_balance(thing)
    whole = thing["amount"] - (thing.get("out_of_band_amount") or 0)
    return max(0, min(whole - balance, owed)), max(0, min(balance, beyond))


def on_balance(thing):
    """What it has put on the balance: neither refunded nor paid out."""
    refunded = sum(each.get("amount_refunded") or 0 for each in thing.get("refunds") or ())
    after_payment = thing.get("post_payment_amount") or 0
    return max(0, after_payment - refunded - (thing.get("out_of_band_amount") or 0))


def credit(thing, applied, kept):
    balance = {FIELD: money(kept, thing["currency"])} if kept else {}
    return {
        **amounts(thing, named(thing["invoice"]), kept + applied, applied),
        "credit_id": named(thing),
        "credit_date": day(thing["created"]),
        "notes": line(thing.get("memo"), 1000),
        "custom_fields": own(thing, stripe_id=thing["id"], **balance),
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
