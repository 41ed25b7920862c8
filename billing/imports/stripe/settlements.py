"""What Stripe holds for settled and nothing else here explains, so that nobody is asked for it.

A customer's balance, money from outside, a refund without a credit note: whatever it was.
"""

from sqlalchemy import select

from billing.imports.stripe.credit_notes import amounts
from billing.imports.stripe.values import day, id_of, made, named, units
from billing.ledger.invoice import OPEN, Invoice
from config import clock
from config.database import db
from tenants.current import current_tenant

MOST = 20  # settlements of one invoice, each for a refund that came later


def owed(things):
    """What is owed of these invoices here, as Stripe counts, by Stripe's id."""
    ids = {named(thing): thing["id"] for thing in things}
    query = select(Invoice.invoice_id, Invoice.balance, Invoice.currency, Invoice.status)
    found = db.session.execute(query.where(Invoice.invoice_id.in_(ids)))
    return {ids[key]: units(balance, currency) if status in OPEN else 0
            for key, balance, currency, status in found}


def gaps(things):
    """(invoice at Stripe, what is owed of it here and not there), where there is such a thing."""
    here = owed(things)
    found = ((thing, here.get(thing["id"], 0) - remaining(thing)) for thing in things)
    return [(thing, gap) for thing, gap in found if gap > 0]


def remaining(thing):
    """What Stripe still asks for."""
    if thing["status"] == "paid":
        return 0
    due = thing["amount_due"]
    return thing.get("amount_remaining", due - thing.get("amount_paid", 0))


def uses(found, beyond):
    """What of these gaps Stripe has paid from balances that are here, as BalanceUses takes it."""
    for thing, gap in found:
        whose = id_of(thing["customer"]), thing["currency"].upper()
        amount = min(gap, -beyond[whose])
        if amount > 0:
            beyond[whose] += amount
            yield {"invoice_id": named(thing), "customer_id": whose[0], "amount": amount}


def credits(found, known):
    """A credit for each gap; `known` tells which of some ids are taken."""
    taken = known(identity(thing, number) for thing, _ in found for number in range(1, MOST))
    for thing, gap in found:
        number = next(each for each in range(1, MOST + 1) if identity(thing, each) not in taken)
        yield made(credit, thing, gap, number)


def identity(thing, number):
    return f"{named(thing)[:52]}-settled{'' if number == 1 else f'-{number}'}"


def credit(thing, gap, number):
    """Dated when Stripe was paid; a later one, which follows a refund, today."""
    paid = (thing.get("status_transitions") or {}).get("paid_at") or thing["created"]
    today = clock.today(current_tenant.time_zone).isoformat()
    return {
        **amounts(thing, named(thing), gap, gap),
        "credit_id": identity(thing, number),
        "credit_date": day(paid) if number == 1 else today,
        "notes": "Settled at Stripe",
    }
