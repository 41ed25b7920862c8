"""Spans of days that have a name, from the tenant's day on (P10, P11, D28)."""

from calendar import monthrange
from datetime import timedelta

from config.languages import N_

PERIODS = (
    ("today", N_("Today")),
    ("last-7-days", N_("Last 7 days")),
    ("last-30-days", N_("Last 30 days")),
    ("this-month", N_("This month")),
    ("last-month", N_("Last month")),
    ("this-quarter", N_("This quarter")),
    ("this-year", N_("This year")),
    ("last-year", N_("Last year")),
)


def period(word, today):
    """(first, last) day of the named period, both within; raises KeyError for an unknown word.

    Months, quarters and years are whole ones of the calendar: this month ends with its last day,
    also before that has come. The last 7 days are today and the six before it.
    """
    return SPANS[word](today)


def days(count, today):
    return today - timedelta(days=count - 1), today


def months(first, count=1):
    """The months that begin with the day of `first`, so many."""
    year, month = divmod(first.year * 12 + first.month + count - 2, 12)
    return first, first.replace(year=year, month=month + 1, day=monthrange(year, month + 1)[1])


def last_month(today):
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def quarter(today):
    return months(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), 3)


def year(number, today):
    return months(today.replace(year=number, month=1, day=1), 12)


SPANS = {
    "today": lambda today: days(1, today),
    "last-7-days": lambda today: days(7, today),
    "last-30-days": lambda today: days(30, today),
    "this-month": lambda today: months(today.replace(day=1)),
    "last-month": last_month,
    "this-quarter": quarter,
    "this-year": lambda today: year(today.year, today),
    "last-year": lambda today: year(today.year - 1, today),
}
