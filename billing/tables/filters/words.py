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
        labels = {choice.word: choice.label for choice in column.choices}
        return ", ".join(_(labels[word]) for _name, word in wish.given)
    if column.filter == "text":
        return values[column.key]
    if f"{column.key}.in" in values:
        return _(dict(PERIODS)[values[f"{column.key}.in"]])
    if column.filter in ("days", "moments"):
        return days(*ends(values, column, ("from", "to"), day))
    return amounts(*ends(values, column, ("min", "max"), amount))


def ends(values, column, names, write):
    """Both ends as the reader writes them; None where it is open."""
    given = (values.get(f"{column.key}.{name}") for name in names)
    return [each and write(each) for each in given]


def day(text):
    return languages.day(date.fromisoformat(text))


def amount(text):
    return languages.number(Decimal(text))


def days(low, high):
    if low and high:
        return _("%(low)s – %(high)s", low=low, high=high)
    return _("since %(low)s", low=low) if low else _("until %(high)s", high=high)


def amounts(low, high):
    if low and high:
        return _("%(low)s to %(high)s", low=low, high=high)
    return _("at least %(low)s", low=low) if low else _("at most %(high)s", high=high)
