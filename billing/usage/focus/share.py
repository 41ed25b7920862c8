"""What a customer owes for one service, unit and kind of charge, and how a month is divided."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from config.formats import precision

DIGITS = 250  # more than any sum of 70-digit costs has


@dataclass(frozen=True)
class Share:
    """The exact sum of some usages of one currency."""

    product: str
    unit: str
    category: str
    quantity: Decimal
    cost: Decimal


def total(shares):
    """The exact sum of their costs."""
    with localcontext(prec=DIGITS):
        return sum((share.cost for share in shares), Decimal(0))


def minor(cost, currency):
    """The exact cost in whole minor units, half to even (D18)."""
    with localcontext(prec=DIGITS):
        units = cost.scaleb(precision(currency)).to_integral_value(ROUND_HALF_EVEN)
    return int(units)


def divided(shares):
    """(what is billed, what is credited), so that neither comes out below zero.

    Rows of category Credit become a credit; when they take credit back they are billed instead.
    Where all the rest is below zero, that too becomes a credit: an invoice asks for money.
    """
    credited = [share for share in shares if share.category == "Credit"]
    billed = [share for share in shares if share.category != "Credit"]
    if total(credited) > 0:
        billed, credited = billed + credited, []
    if total(billed) < 0:
        billed, credited = [], billed + credited
    return billed, credited
