"""Money, numbers and dates as CLDR writes them for a locale, cached: Babel is slow per cell.

Money formatting is a closure per (locale, currency) whose prefix and suffix come from Babel; it
checks itself against Babel when it is made and leaves the work to Babel where they differ.
"""

from datetime import timezone
from decimal import Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import (
    format_currency,
    format_decimal,
    get_currency_precision,
    get_decimal_symbol,
    get_group_symbol,
)

TRUE_MINUS = "\N{MINUS SIGN}"
SAMPLES = (0, 5, 123, 999, 1000, 123456, 123456789)


@cache
def precision(currency):
    """How many digits the currency's minor unit has: 2 for USD, 0 for JPY."""
    return get_currency_precision(currency)


def decimal_amount(minor, currency):
    """The amount as an exact decimal in major units."""
    return Decimal(minor).scaleb(-precision(currency))


def minor_amount(amount, currency):
    """The whole minor units of an exact decimal amount; raises ValueError when it has a rest."""
    scaled = Decimal(amount).scaleb(precision(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} is finer than the minor unit of {currency}")
    return int(scaled)


def money(minor, currency, locale="en"):
    """The amount with its currency, negative ones with a true minus; empty for None."""
    if minor is None:
        return ""
    written = money_writer(currency, locale)(abs(minor))
    return TRUE_MINUS + written if minor < 0 else written


@cache
def money_writer(currency, locale):
    def by_babel(minor):
        return format_currency(decimal_amount(minor, currency), currency, locale=locale)

    quick = quick_writer(currency, locale, by_babel(0))
    same = quick and all(quick(sample) == by_babel(sample) for sample in SAMPLES)
    return quick if same else by_babel


def quick_writer(currency, locale, zero):
    digits = precision(currency)
    shape = f",.{digits}f"
    signs = {",": get_group_symbol(locale), ".": get_decimal_symbol(locale)}
    table = str.maketrans(signs)
    before, _, after = zero.partition(format(0, shape).translate(table))

    def write(minor):
        return before + format(Decimal(minor).scaleb(-digits), shape).translate(table) + after

    return write


@lru_cache(maxsize=20_000)
def day(value, locale="en"):
    """A calendar day, as “Oct 2, 2024” in English; empty for None."""
    return format_date(value, "medium", locale=locale) if value else ""


def moment(value, zone, locale="en"):
    """A time of day in the named zone, always with the zone's name; empty for None."""
    if value is None:
        return ""
    local = value.astimezone(timezone.utc)
    return format_datetime(local, "medium", tzinfo=ZoneInfo(zone), locale=locale) + zone_mark(
        local, zone
    )


def zone_mark(value, zone):
    """“ EST”; zones without such a name have digits only, as in “ UTC+04”."""
    name = value.astimezone(ZoneInfo(zone)).tzname()
    return f" {name}" if name.isalpha() else f" UTC{name}"


@lru_cache(maxsize=20_000)
def number(value, locale="en"):
    """An exact decimal with all its digits; empty for None."""
    if value is None:
        return ""
    plain = Decimal(value).normalize()
    digits = max(0, -plain.as_tuple().exponent)
    shape = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(plain, shape, locale=locale).replace("-", TRUE_MINUS)
