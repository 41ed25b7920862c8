"""What a customer owes for one service, unit and kind of charge, and how a month is divided."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from config.amounts import EXACT


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
    with localcontext(EXACT):
        return sum((share.cost for share in shares), Decimal(0))


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
