"""Stripe's invoices, once they are final: drafts stay there, and what is void was never owed."""

from billing.imports.stripe.values import day, id_of, line, money, named, own

LONGEST = 250


def invoice(thing, lines):
    """With lines that add up to Stripe's total; what they lack of it is the last one."""
    made = [line_of(each, number) for number, each in enumerate(lines, 1)]
    currency = thing["currency"]
    lacking = thing["total"] - sum(each["amount"] + each["line_tax"] for each in made)
    if lacking:
        made.append({"invoice_line_no": len(made) + 1, "product_name": "Other", "amount": lacking,
                     "line_tax": 0, "discount": 0})
    issued = (thing.get("status_transitions") or {}).get("finalized_at") or thing["created"]
    return {
        "invoice_id": named(thing),
        "customer_id": id_of(thing["customer"]),
        "invoice_date": day(issued),
        "due_date": day(max(thing.get("due_date") or issued, issued)),
        "currency": currency.upper(),
        "status": "Posted",
        "notes": (thing.get("description") or "")[:2000],
        "lines": [told(each, currency) for each in made],
        "custom_fields": own(thing, stripe_id=thing["id"]),
    }


def line_of(thing, number):
    """Amounts as Stripe counts them, after discounts, the tax beside them."""
    discount = sum(each["amount"] for each in thing.get("discount_amounts") or ())
    tax, included = taxes(thing)
    period = thing.get("period") or {}
    return {
        "invoice_line_no": number,
        "product_name": line(thing.get("description"), LONGEST),
        "start_date": day(period.get("start")),
        "end_date": day(period.get("end")),
        "quantity": None if thing.get("quantity") is None else str(thing["quantity"]),
        "discount": discount,
        "taxable": bool(tax),
        "line_tax": tax,
        "amount": thing["amount"] - discount - included,
    }


def taxes(thing):
    """(all tax of the line, as much of it as its amount includes)."""
    parts = thing.get("taxes") or thing.get("tax_amounts") or ()
    included = sum(each["amount"] for each in parts
                   if each.get("tax_behavior") == "inclusive" or each.get("inclusive"))
    return sum(each["amount"] for each in parts), included


def told(values, currency):
    return {name: money(value, currency) if name in ("amount", "line_tax", "discount") else value
            for name, value in values.items()}
