"""A period of an account: what it began with, what happened, what it ended with (P10).

The period is anchored at the balance of today, which is the dashboard's own: the closing balance
is that less what came later, the opening balance the closing one less the period's activity. So
a statement that ends today closes with the Account Balance whatever the ledger holds, and a
period opens with what the one before it closed with.
"""

from collections import namedtuple
from dataclasses import dataclass
from itertools import accumulate

from billing.ledger.balances import balances
from billing.ledger.statement_entries import newest, summed

MOST_LINES = 1000
Line = namedtuple("Line", "kind id day date status amount balance")


@dataclass(frozen=True)
class Activity:
    """Minor units of one currency. `sums` are by kind of entry, those that occur only.

    Lines come oldest first, with the balance after each. Of a very long period the newest are
    listed; `earlier` and `earlier_count` tell what the others came to.
    """

    opening: int
    closing: int
    sums: dict
    lines: list
    earlier: int
    earlier_count: int


def activity(statement, today):
    """The Activity of a statement's customer, period and currency; `today` is the tenant's."""
    sums, count, later = summed(statement, today)
    closing = balance(statement, today) - later
    rows = newest(statement, today, MOST_LINES)
    return told(closing - sum(sums.values()), sums, count, rows)


def told(opening, sums, count, rows):
    """The arithmetic, of rows (kind, id, day, date, status, amount) oldest first."""
    moved = sum(sums.values())
    earlier = moved - sum(row.amount for row in rows)
    after = list(accumulate((row.amount for row in rows), initial=opening + earlier))[1:]
    lines = [Line(*row, left) for row, left in zip(rows, after, strict=True)]
    return Activity(opening, opening + moved, sums, lines, earlier, count - len(rows))


def balance(statement, today):
    """The dashboard's Account Balance (P2, D22)."""
    owed = balances([statement.customer_id], today)[statement.customer_id]
    return sum(one.amount for one in owed if one.currency == statement.currency)
