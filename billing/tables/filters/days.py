"""From a day to a day, or one of the periods, in the tenant's zone (D28)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import g
from flask_babel import gettext as _

from billing.tables.filters.wish import Wish, given
from billing.tables.periods import PERIODS, period

A_DAY = timedelta(days=1)
YEARS = range(1000, 9999)


def read(column, arguments, today):
    asked = given(arguments, f"{column.key}.from", f"{column.key}.to")
    word = arguments.get(f"{column.key}.in", "")
    if word in dict(PERIODS):
        chosen = (f"{column.key}.in", word)
        return Wish(column, (chosen, *asked), errors=both(asked)) if asked else Wish(
            column, (chosen,), conditions(column, *period(word, today)))
    return own(column, asked) if asked else None


def both(asked):
    """Which of the two was meant, only their reader knows."""
    return {asked[0][0]: _("Choose a period or days of your own, not both.")}


def own(column, asked):
    errors, limits = {}, {}
    for name, value in asked:
        try:
            limits[name] = day(value)
        except ValueError:
            errors[name] = _("Please enter a day, such as 2026-01-31.")
    first, last = (limits.get(f"{column.key}.{end}") for end in ("from", "to"))
    if first and last and first > last:
        errors[f"{column.key}.to"] = _("This day is before the first.")
    return Wish(column, asked, () if errors else conditions(column, first, last), errors)


def day(text):
    """Raises ValueError, also for years that no record has and no calendar shows."""
    found = date.fromisoformat(text)
    if found.year not in YEARS:
        raise ValueError(text)
    return found


def conditions(column, first, last):
    """A day's end is the next one's midnight, which is not always 24 hours on."""
    sql = column.value_sql
    if column.kind == "datetime":
        ends = ((f"{sql} >= %s", first), (f"{sql} < %s", last and last + A_DAY))
        return tuple((condition, (midnight(each),)) for condition, each in ends if each)
    ends = ((f"{sql} >= %s", first), (f"{sql} <= %s", last))
    return tuple((condition, (each,)) for condition, each in ends if each)


def midnight(value):
    return datetime.combine(value, time(), ZoneInfo(g.tenant.time_zone))
