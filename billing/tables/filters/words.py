"""A filter told in words: on the page as chips, in an export's dialog as a sentence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from billing.tables.periods import PERIODS
from config import languages


@dataclass(frozen=True)
class Chip:
    key: str
    label: str
    text: str


def chips(view):
    """One for each column that is filtered by."""
    return [
        Chip(wish.column.key, _(wish.column.label), told(wish))
        for wish in view.wishes if not wish.errors
    ]


def told(wish):
    column, values = wish.column, dict(wish.given)
    if column.filter == "choices":
        return ", ".join(_(word) for _name, word in wish.given)
    if column.filter == "text":
        return values[column.key]
    if f"{column.key}.in" in values:
        return _(dict(PERIODS)[values[f"{column.key}.in"]])
    return between(*ends(column, values))


def ends(column, values):
    """Both ends as the reader writes them; None where it is open."""
    if column.filter in ("days", "moments"):
        asked = (values.get(f"{column.key}.{end}") for end in ("from", "to"))
        return [each and languages.day(date.fromisoformat(each)) for each in asked]
    asked = (values.get(f"{column.key}.{end}") for end in ("min", "max"))
    return [each and languages.number(Decimal(each)) for each in asked]


def between(low, high):
    if low and high:
        return _("%(low)s to %(high)s", low=low, high=high)
    return _("from %(low)s", low=low) if low else _("up to %(high)s", high=high)
