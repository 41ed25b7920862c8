"""Numbers and percent as CLDR writes them for a locale; see config/formats.py."""

from decimal import Decimal, localcontext
from functools import cache

from babel.numbers import (
    format_decimal,
    format_percent,
    get_decimal_symbol,
    get_group_symbol,
)

TRUE_MINUS = "\N{MINUS SIGN}"
DIGITS = 150_000  # more than a number of the database has; Decimal's own 28 would round or fail
NUMBERS = tuple(map(Decimal, ("0", "-0.5", "7", "999", "1000", "-1234.125", "9999.9", "10000",
                              "123456789.000001", "1e7", "1e-15")))


def number(value, locale="en"):
    """An exact decimal with all its digits; empty for None."""
    return "" if value is None else number_writer(locale)(value)


@cache
def number_writer(locale):
    """As money's: quick where it writes as Babel does, which some languages' four digits decide."""
    for apart in (4, 5):
        quick = quick_number(locale, apart)
        if all(quick(each) == number_by_babel(each, locale) for each in NUMBERS):
            return quick
    return lambda value: number_by_babel(value, locale)


def quick_number(locale, apart):
    """Digits stand in groups from so many on."""
    signs = str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale),
                           "-": TRUE_MINUS})

    def write(value):
        with localcontext(prec=DIGITS):
            plain = Decimal(value).normalize()
        shape = ",f" if abs(plain) >= 10 ** (apart - 1) else "f"
        return format(plain, shape).translate(signs)

    return write


def number_by_babel(value, locale):
    with localcontext(prec=DIGITS):
        plain = Decimal(value).normalize()
        digits = max(0, -plain.as_tuple().exponent)
        shape = "#,##0." + "0" * digits if digits else "#,##0"
        return format_decimal(plain, shape, locale=locale).replace("-", TRUE_MINUS)


def percent(value, locale="en"):
    """A whole number of percent, as “80%” in English."""
    return format_percent(Decimal(value) / 100, locale=locale)
