"""A filter as an export keeps it: (name, value) pairs that mean the same tomorrow (P12)."""

from flask import g

from billing.tables.periods import period
from config import clock


def frozen(view):
    """The view's filter with the days that “last month” means now, in the tenant's zone."""
    today = clock.today(g.tenant.time_zone)
    return [
        pair for wish in view.wishes if not wish.errors
        for name, value in wish.given for pair in fixed(wish.column, name, value, today)
    ]


def fixed(column, name, value, today):
    if column.filter not in ("days", "moments") or name != f"{column.key}.in":
        return [[name, value]]
    first, last = period(value, today)
    return [[f"{column.key}.from", first.isoformat()], [f"{column.key}.to", last.isoformat()]]
