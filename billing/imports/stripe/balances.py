"""What customers have to their credit at Stripe, as open credits here.

Each such credit tells in `stripe_balance`, one of its custom fields, how much of Stripe's balance
it is. What Stripe has beyond that is a credit more; what it has less has paid invoices there.
"""

from collections import Counter

from sqlalchemy import select

from billing.imports.refused import Refused
from billing.imports.stripe.values import made, money, units
from billing.ledger.credit import Credit
from config import clock
from config.amounts import minor_amount
from config.database import db
from tenants.current import current_tenant

FIELD = "stripe_balance"


class Balances:
    """Of all customers of the account, as Stripe counts: above zero what the customer has."""

    def __init__(self, customers):
        self.at_stripe = Counter({key: amount for each in customers
                                  for key, amount in told(each) if amount})

    def beyond(self, customer_ids):
        """By (customer id, currency) what Stripe has more than is here; less, below zero."""
        ids, here = set(customer_ids), Counter()
        for each in brought(ids):
            here[each.customer_id, each.currency] += units(part(each), each.currency)
        theirs = {key for key in self.at_stripe if key[0] in ids}
        return Counter({key: max(0, self.at_stripe[key]) - here[key] for key in {*theirs, *here}})

    def owing(self, customer_ids):
        """A Refused for each who owes on it: Stripe would add that to the next invoice there."""
        ids = set(customer_ids)
        return [Refused(f"{customer_id}: owes {money(-amount, currency)} {currency} on its balance"
                        " at Stripe, which no invoice asks for yet")
                for (customer_id, currency), amount in self.at_stripe.items()
                if customer_id in ids and amount < 0]


def told(thing):
    """((customer id, currency), amount) of each."""
    many = thing.get("invoice_credit_balance")
    if not many and thing.get("balance"):
        many = {thing["currency"]: -thing["balance"]}
    return [((thing["id"], code.upper()), amount) for code, amount in (many or {}).items()]


def brought(customer_ids, currency=None):
    """The credits that are of Stripe's balance, the oldest first."""
    query = select(Credit).where(Credit.customer_id.in_(customer_ids),
                                 Credit.custom_fields.has_key(FIELD))
    if currency:
        query = query.where(Credit.currency == currency)
    return db.session.scalars(query.order_by(Credit.credit_date, Credit.credit_id)).all()


def part(credit):
    """How much of Stripe's balance it is, in minor units."""
    return minor_amount(credit.custom_fields[FIELD], credit.currency)


def lacking(beyond):
    """Credits for what Stripe has more than is here. Where it has less, and no invoice there tells
    what that has paid, people have to look.
    """
    numbers = Counter(each.customer_id for each in brought({key for key, _ in beyond}))
    for (customer_id, currency), amount in beyond.items():
        numbers[customer_id] += 1
        if amount < 0:
            yield Refused(f"{customer_id}: {money(-amount, currency)} {currency} less on its"
                          " balance at Stripe than here, and no invoice there tells why")
        elif amount:
            yield made(credit, {"id": customer_id}, numbers[customer_id], amount, currency)


def credit(customer, number, amount, currency):
    return {
        "credit_id": f"{customer['id'][:48]}-balance-{number}",
        "customer_id": customer["id"],
        "credit_date": clock.today(current_tenant.time_zone).isoformat(),
        "credit_amount": money(amount, currency),
        "currency": currency,
        "notes": "Balance at Stripe",
        "custom_fields": {FIELD: money(amount, currency)},
    }
