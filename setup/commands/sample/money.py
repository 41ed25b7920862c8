"""What comes in for the bills of the demo: payments and credits."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Source:
    """`shares` are (bill, amount), in minor units of its currency."""

    account: object
    currency: str
    date: date
    amount: int
    reference: str = ""
    notes: str = ""
    shares: list = field(default_factory=list, kw_only=True)

    def apply(self, bill, amount=None):
        """Count so much, or all that is open, towards the bill; itself, to go on with."""
        amount = min(self.amount - self.applied, bill.balance if amount is None else amount)
        if amount > 0:
            self.shares.append((bill, amount))
            bill.paid += amount
        return self

    @property
    def applied(self):
        return sum(amount for _, amount in self.shares)


@dataclass
class Receipt(Source):
    """Only what is Processed has shares; `waits_for` are the bills of what a bank works on."""

    method: str = "Visa •••• 4242"
    kind: str = "Electronic"
    status: str = "Processed"
    reason: str = ""
    refunded: int = 0
    waits_for: tuple = ()
    payment_id: str = ""


@dataclass
class Credit(Source):
    reversed: bool = False
    credit_id: str = ""

    @property
    def status(self):
        if self.reversed:
            return "Reversed"
        return "Applied" if self.applied == self.amount else "Open"


def payment(bills, day, **more):
    """A payment of all that the bills still ask for."""
    first = bills[0]
    made = Receipt(first.account, first.currency, day, sum(b.balance for b in bills), **more)
    for bill in bills:
        made.apply(bill)
    return made
