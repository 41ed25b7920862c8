"""An invoice of the demo on its way into the ledger."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from config.amounts import rounded


@dataclass
class Line:
    """The amounts are minor units; the tax comes on top."""

    product: str
    charge: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: int
    tax: int = 0
    plan: str = ""
    subscription_id: str | None = None

    @property
    def description(self):
        return ", ".join(filter(None, (self.plan, self.charge)))


@dataclass
class Bill:
    """`usages` are rows of (date, quantity, unit, description, product, cost); `shares` what
    counts towards it. A status that is given stays, the others follow from what is paid (D21)."""

    account: object
    currency: str
    date: date
    start: date
    end: date
    lines: list
    usages: list = field(default_factory=list)
    notes: str = ""
    fixed_status: str | None = None
    paid: int = 0
    invoice_id: str = ""

    @property
    def due(self):
        return self.date + timedelta(days=self.account.terms)

    @property
    def subtotal(self):
        return sum(line.amount for line in self.lines)

    @property
    def tax(self):
        return sum(line.tax for line in self.lines)

    @property
    def total(self):
        return self.subtotal + self.tax

    @property
    def balance(self):
        return 0 if self.fixed_status else self.total - self.paid

    @property
    def status(self):
        if self.fixed_status:
            return self.fixed_status
        return "Paid" if self.paid == self.total else "Partially Paid" if self.paid else "Posted"


def line(account, currency, quantity, price, exact=None, **words):
    """A line of that quantity and unit price with the account's tax on it."""
    amount = rounded(quantity * price if exact is None else exact, currency)
    tax = int((amount * account.tax).to_integral_value(ROUND_HALF_EVEN))
    return Line(quantity=quantity, price=price, amount=amount, tax=tax, **words)
