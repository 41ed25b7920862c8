"""A period of an account: what it began with, what happened, what it ended with (P10).

The period is anchored at the balance of today, which is the dashboard's own: the closing balance
is that less what came later, the opening balance the closing one less the period's activity. So
a statement that ends today closes with the Account Balance whatever the ledger holds, and a
period opens with what the one before it closed with.
"""

from collections import namedtuple
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import func, select

from billing.ledger.balances import balances
from billing.ledger.statement_entries import KINDS, entries
from config.database import db

MOST_LINES = 2000
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
    account = entries(statement.customer_id, statement.currency, today)
    within = account.c.day.between(statement.start_date, statement.end_date)
    sums, count, later = summed(account, within, statement.end_date)
    closing = balance(statement, today) - later
    return told(closing - sum(sums.values()), sums, count, listed(account, within))


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


def summed(account, within, end):
    """(sums by kind, count of entries, what came after the period)."""
    part = account.c
    found = db.session.execute(
        select(
            part.kind,
            func.coalesce(func.sum(part.amount).filter(within), 0),
            func.count().filter(within),
            func.coalesce(func.sum(part.amount).filter(part.day > end), 0),
        ).group_by(part.kind)
    ).all()
    sums = {kind: int(amount) for kind, amount, count, _ in found if count}
    ordered = {kind: sums[kind] for kind in KINDS if kind in sums}
    return ordered, sum(row[2] for row in found), int(sum(row[3] for row in found))


def listed(account, within):
    part = account.c
    newest = (
        select(part.kind, part.id, part.day, part.date, part.status, part.amount)
        .where(within)
        .order_by(part.day.desc(), part.place.desc(), part.id.desc(), part.amount)
        .limit(MOST_LINES)
    )
    return db.session.execute(newest).all()[::-1]
