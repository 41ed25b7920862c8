"""How customers pay: each habit tells the payments for a customer's bills, the oldest first."""

from datetime import timedelta
from itertools import groupby
from random import Random

from setup.commands.sample.money import Receipt, payment

CARDS = ("Visa •••• 4242", "Mastercard •••• 4444", "American Express •••• 0005")
WIRE = {"method": "Wire transfer", "kind": "External"}


def pay(account, bills, today):
    """The account's payments up to today."""
    luck = Random(f"pays {account.customer_id} {account.name}")
    return [made for made in HABITS[account.habit](bills, today, luck) if made]


def one_by_one(early, late, by=None):
    """Each bill some days after its date."""

    def habit(bills, today, luck):
        how = by or {"method": luck.choice(CARDS)}
        for bill in bills:
            day = bill.date + timedelta(days=luck.randint(early, late))
            yield payment([bill], day, **how) if day <= today and bill.balance else None

    return habit


def in_parts(bills, today, luck):
    """Half of it soon, the rest a month later."""
    for bill in bills:
        day = bill.date + timedelta(days=luck.randint(8, 20))
        if day <= today:
            yield Receipt(bill.account, bill.currency, day, bill.total // 2).apply(bill)
        if day + timedelta(days=35) <= today:
            yield payment([bill], day + timedelta(days=35))


def by_quarter(bills, today, luck):
    """Three bills with one check."""
    for start in range(0, len(bills), 3):
        some = bills[start:start + 3]
        day = some[-1].date + timedelta(days=luck.randint(5, 12))
        if len(some) == 3 and day <= today:
            check = f"Check {luck.randint(10_000, 99_999)}"
            yield payment(some, day, method=check, kind="External")


def by_week(bills, today, luck):
    """A week's bills with one wire; now and then one is left out, or paid in part."""
    for (year, week), group in groupby(bills, lambda bill: bill.date.isocalendar()[:2]):
        group = list(group)
        day = group[-1].date + timedelta(days=luck.randint(20, 27))
        if day > today:
            return
        left_out = luck.choice(group)
        some = [bill for bill in group if bill is not left_out]
        if some:
            yield payment(some, day, reference=f"W{year}-{week:02}", **WIRE)
        if luck.random() < 0.7:
            half = left_out.total // 2
            yield Receipt(left_out.account, left_out.currency, day, half, **WIRE).apply(left_out)


def stops(bills, today, luck):
    """Paid in time, until some months ago."""
    yield from one_by_one(6, 20)(bills[:-4], today, luck)


def nothing(bills, today, luck):
    return ()


HABITS = {
    "prompt": one_by_one(3, 24),
    "due": one_by_one(30, 30),
    "late": one_by_one(36, 62),
    "wire": one_by_one(10, 28, WIRE),
    "parts": in_parts,
    "quarter": by_quarter,
    "week": by_week,
    "stops": stops,
    "never": nothing,
    "own": nothing,
}
