"""From a number to a number; money is asked for in major units of each row's currency."""

from functools import cache

from babel.core import get_global
from flask_babel import gettext as _

from billing.tables import cursor
from billing.tables.filters.wish import Wish, given

USUAL = 2  # digits of a currency's minor unit


def read(column, arguments, today):
    least, most = f"{column.key}.min", f"{column.key}.max"
    asked = given(arguments, least, most)
    if not asked:
        return None
    errors, limits = {}, {}
    for name, value in asked:
        try:
            limits[name] = cursor.number(value)
        except cursor.BROKEN:
            errors[name] = _("Please enter a number, such as 1250.50.")
    if limits.get(least, float("-inf")) > limits.get(most, float("inf")):
        errors[most] = _("This is less than the number it should reach up from.")
    return Wish(column, asked, () if errors else conditions(column, limits), errors)


def conditions(column, limits):
    signs = {f"{column.key}.min": ">=", f"{column.key}.max": "<="}
    scale = f" * {minor_units()}" if column.kind == "money" else ""
    return tuple(
        (f"{column.value_sql} {signs[name]} %s::numeric{scale}", (value,))
        for name, value in limits.items()
    )


@cache
def minor_units():
    """SQL for how many minor units one unit of a row's currency has (ISO 4217, by CLDR)."""
    cases = " ".join(
        f"when '{currency}' then {10 ** digits[0]}"
        for currency, digits in sorted(get_global("currency_fractions").items())
        if currency != "DEFAULT" and digits[0] != USUAL
    )
    return f"(case t.currency {cases} else {10 ** USUAL} end)"
