"""What Initech sells by subscription, and its bills."""

from decimal import Decimal
from random import Random
from typing import NamedTuple

from setup.commands.sample import months
from setup.commands.sample.bill import Bill, line


class Plan(NamedTuple):
    product: str
    name: str
    seat: Decimal  # a month
    base: Decimal


PLANS = (
    Plan("Initech Office", "Team", Decimal("12.50"), Decimal(0)),
    Plan("Initech Office", "Business", Decimal("21.90"), Decimal("49.00")),
    Plan("Initech Flow", "Enterprise", Decimal("34.00"), Decimal("290.00")),
)


def bills(account, company, today):
    """One bill a month, in advance for the month that begins; seats only ever grow."""
    luck = Random(f"{company.subdomain} {account.customer_id}")
    plan = luck.choice(PLANS)
    seats = int(account.size * luck.randint(8, 40))
    for start in [*months.past(today, months.SPAN - 1), months.first_of(today)]:
        seats += luck.choice((0, 0, 0, 1, 2))
        yield bill(account, company, plan, seats, start)


def bill(account, company, plan, seats, start):
    words = {"product": plan.product, "plan": plan.name,
             "subscription_id": account.customer_id.replace("C-", "SUB-")}
    lines = [line(account, company.currency, Decimal(seats), plan.seat, charge="Seats",
                  unit="Seats", **words)]
    if plan.base:
        lines.append(line(account, company.currency, Decimal(1), plan.base, charge="Platform fee",
                          unit="Month", **words))
    notes = "" if account.tax else "Reverse charge: VAT is due by the recipient."
    end = months.last_of(start)
    return Bill(account, company.currency, start, start, end, lines, notes=notes)


def current(account, company, today):
    """Nothing is used that would have to be billed later."""
    return []
