"""Money that came in through Stripe, as payments from outside: Portico cannot refund it there."""

from billing.imports.stripe.values import by_portico, day, id_of, line, money, own


def payment(thing, applied):
    """A charge, and all that it took; `applied` are (invoice id, amount) of Stripe's.

    What was given back of it is told after it (see refunds).
    """
    currency = thing["currency"]
    return {
        "payment_id": thing["id"],
        "customer_id": id_of(thing["customer"]),
        "payment_date": day(thing["created"]),
        "payment_amount": money(taken(thing), currency),
        "currency": currency.upper(),
        "payment_method": method(thing),
        "reference_number": id_of(thing.get("payment_intent")) or "",
        "invoices": [{"invoice_id": key, "amount": money(part, currency)}
                     for key, part in applied],
        "notes": line(thing.get("description"), 1000),
        "custom_fields": own(thing),
    }


def taken(thing):
    """All that came in: of a charge that was taken in part, that part."""
    return thing.get("amount_captured") or thing["amount"]


def kept(thing):
    """What came in and was not given back; what a part leaves of the whole counts as given back."""
    return min(taken(thing), thing["amount"] - thing.get("amount_refunded", 0))


def method(thing):
    """“Visa ending in 4242”, or the kind of method."""
    details = thing.get("payment_method_details") or {}
    kind = details.get("type") or ""
    facts = details.get(kind) or {}
    name = facts.get("brand") or facts.get("bank_name") or kind.replace("_", " ")
    ending = f" ending in {facts['last4']}" if facts.get("last4") else ""
    return line(f"{name[:1].upper()}{name[1:]}{ending}")


def counts(thing):
    """Whether money came in, of a customer's, that Portico has not taken itself."""
    return (thing["status"] == "succeeded" and thing.get("captured", True)
            and bool(thing.get("customer")) and not by_portico(thing))
