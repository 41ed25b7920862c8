"""The months of the demo, up to today."""

from datetime import date, timedelta

SPAN = 18


def first_of(day, back=0):
    """The first day of the month that lies so many months back."""
    number = day.year * 12 + day.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def last_of(first):
    """The last day of the month that begins with that day."""
    return first_of(first, -1) - timedelta(days=1)


def past(today, count=SPAN):
    """The first days of the months that are over, the oldest first."""
    return [first_of(today, back) for back in range(count, 0, -1)]
