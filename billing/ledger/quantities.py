"""Other quantities for a subscription, as asked for, and what they would cost (P9, D19)."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from billing.ledger.subscription_line import SubscriptionLine
from config.amounts import EXACT, rounded

FLAT = "flat"


@dataclass(frozen=True)
class Step:
    """A line with another quantity; amounts are minor units for one billing period, half-even."""

    line: SubscriptionLine
    quantity: Decimal
    currency: str

    @property
    def before(self):
        return self.cost(self.line.quantity)

    @property
    def after(self):
        return self.cost(self.quantity)

    @property
    def difference(self):
        return self.after - self.before

    def cost(self, quantity):
        return rounded(EXACT.multiply(quantity, self.line.effective_price), self.currency)


def preview(subscription, quantities):
    """The Steps to the quantities, by line id, that are other than now: quantity × price (D19)."""
    return [
        Step(line, quantities[line.subscription_line_id], subscription.currency)
        for line in adjustable(subscription)
        if quantities.get(line.subscription_line_id, line.quantity) != line.quantity
    ]


def adjustable(subscription):
    """The lines whose quantity can be another one: neither metered nor at a flat price."""
    if subscription.status != "Active" or subscription.cancellation_date:
        return []
    return [
        line for line in subscription.lines
        if line.amount is not None and not line.pricing_model.lower().startswith(FLAT)
    ]


def next_period(subscription, today):
    """The day from which new quantities can hold, or None where that is not known."""
    last = subscription.current_period_end_date
    return last + timedelta(days=1) if last and last >= today else None


def plain(quantity):
    """The number as text, the same for 10 and 10.00."""
    return format(quantity.normalize(), "f")


def find(request):
    """The subscription that a request is about."""
    return request.subscription


def now(subscription, asked):
    """The quantities as they stand, by line id; empty for a line that is not there."""
    stands = {each.subscription_line_id: each.quantity for each in subscription.lines}
    return {key: plain(stands[key]) if stands.get(key) is not None else "" for key in asked}


def hold(subscription):
    """Nothing is locked, as nothing is written."""


def apply(subscription, asked):
    """Nothing: the billing system changes the subscription, and Portico shows it then (D18)."""
