"""What a chart's address asks for: days as the tab's filter has them, steps, a unit or a type."""

from datetime import timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from billing.tables.filters import days
from billing.tables.periods import period
from billing.usage.sums import Span
from config.languages import N_

USUAL = "last-30-days"
STEPS = (("hour", N_("Hour")), ("day", N_("Day")), ("month", N_("Month")))
LONGEST = {"hour": 3, "day": 100, "month": 3_660}  # days, so that a page stays one to look at
USUALLY = (("hour", 2), ("day", 92), ("month", LONGEST["month"]))


class ChartWish(NamedTuple):
    """`given` are the arguments that ask for the same days again, `errors` are by argument."""

    span: Span
    name: str
    given: dict
    errors: dict

    @classmethod
    def of(cls, measure, arguments, today):
        column = next(each for each in measure.table.columns if each.key == measure.moment)
        asked = days.read(column, arguments, today)
        given, errors = (dict(asked.given), dict(asked.errors)) if asked else ({}, {})
        first, last = ends(given if not errors else {}, measure.moment, today)
        if (last - first).days >= LONGEST["month"]:
            errors[f"{measure.moment}.from"] = _("Choose a period of ten years at the most.")
            first, last = period(USUAL, today)
        step = stepped((last - first).days + 1, arguments.get("by"), measure.kind)
        name = arguments.get(measure.name, "").strip() if measure.apart else ""
        return cls(Span(first, last, step), name, given, errors)


def ends(given, key, today):
    """(first, last) day; where one is open, thirty days to the other or today."""
    if not given:
        return period(USUAL, today)
    if f"{key}.in" in given:
        return period(given[f"{key}.in"], today)
    first, last = (given.get(f"{key}.{end}") for end in ("from", "to"))
    last = days.day(last) if last else max(today, days.day(first))
    return (days.day(first) if first else last - timedelta(days=29)), last


def stepped(count, wish, kind):
    """The step that is asked for, if so many days can be told in it; else a readable one."""
    fitting = [step for step, most in USUALLY
               if count <= LONGEST[step] and (step != "hour" or kind == "event")]
    if wish in fitting:
        return wish
    return next(step for step, most in USUALLY if step in fitting and count <= most)


def offered(span, kind):
    """The steps that the days can be told in."""
    count = (span.last - span.first).days + 1
    return [(step, _(label)) for step, label in STEPS
            if count <= LONGEST[step] and (step != "hour" or kind == "event")]
