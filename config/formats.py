"""Money, numbers and dates as CLDR writes them for a locale, cached: Babel is slow per cell.

Money formatting is a closure per (locale, currency) whose signs come from Babel; it checks itself
against Babel when it is made and leaves the work to Babel where they differ.
"""

import re
from datetime import timezone
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    get_timezone,
    get_timezone_name,
)
from babel.numbers import (
    format_currency,
    get_decimal_symbol,
    get_group_symbol,
)
from babel.units import format_unit

from config.amounts import decimal_amount, precision
from config.numbers import DIGITS, TRUE_MINUS, number, percent  # noqa: F401 - of these formats too

SAMPLES = (0, 5, 123, 999, 1000, 123456, 123456789)
LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
SIZES = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")


def money(minor, currency, locale="en"):
    """The amount with its currency, a true minus where the locale has its sign; empty for None."""
    return "" if minor is None else money_writer(currency, locale)(minor)


@cache
def money_writer(currency, locale):
    def by_babel(minor):
        amount = decimal_amount(minor, currency)
        return spaced(format_currency(amount, currency, locale=locale)).replace("-", TRUE_MINUS)

    quick = quick_writer(currency, locale, by_babel)
    same = all(quick(sign * each) == by_babel(sign * each) for each in SAMPLES for sign in (1, -1))
    return quick if same else by_babel


def spaced(written):
    """“CHF 5.00”: no letter next to a digit (CLDR's currencySpacing, which Babel leaves out)."""
    return LETTER_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", written)


def quick_writer(currency, locale, by_babel):
    digits = precision(currency)
    group, point, unit = get_group_symbol(locale), get_decimal_symbol(locale), 10**digits
    ends = [f"{point}{rest:0{digits}}" for rest in range(unit)] if digits else [""]

    def figure(minor):
        whole, rest = divmod(minor, unit)
        return f"{whole:,}".replace(",", group) + ends[rest]

    before, _, after = by_babel(1).partition(figure(1))
    less_before, _, less_after = by_babel(-1).partition(figure(1))

    def write(minor):
        if minor < 0:
            return less_before + figure(-minor) + less_after
        return before + figure(minor) + after

    return write


@lru_cache(maxsize=20_000)
def price(amount, currency, locale="en"):
    """An exact decimal amount with its currency and all its digits; empty for None."""
    if amount is None:
        return ""
    with localcontext(prec=DIGITS):
        exact = Decimal(amount).normalize()
        written = format_currency(exact, currency, locale=locale, decimal_quantization=False)
    return spaced(written).replace("-", TRUE_MINUS)


@lru_cache(maxsize=20_000)
def day(value, locale="en"):
    """A calendar day, as “Oct 2, 2024” in English; empty for None."""
    return format_date(value, "medium", locale=locale) if value else ""


@lru_cache(maxsize=2_000)
def month(value, locale="en"):
    """The month of a day, as “Oct 2024” in English."""
    return format_skeleton("yMMM", value, locale=locale)


def period(kind, first, locale="en"):
    """A calendar day, month or year by its first day."""
    written = {"day": day, "month": month, "year": lambda value, _locale: str(value.year)}
    return written[kind](first, locale)


@lru_cache(maxsize=20_000)
def moment(value, zone, locale="en"):
    """A time of day in the named zone, always with the zone's name; empty for None."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone))
    written = format_datetime(value.astimezone(timezone.utc), "medium", ZoneInfo(zone), locale)
    return f"{written} {zone_mark(local, locale)}"


def zone_mark(local, locale):
    """“EST”, in German “MEZ”; zones without such a name have digits only, as in “UTC+04”."""
    name = get_timezone_name(local, "short", locale=locale)
    if not name.isalpha():
        name = local.tzname()
    return name if name.isalpha() else f"UTC{name}"


@cache
def zone_name(zone, locale="en"):
    """The zone as people call it, all year round: “Central European Time”."""
    if zone.rpartition("/")[2] in ("UTC", "GMT"):
        return "UTC"
    return get_timezone_name(get_timezone(zone), locale=locale)


def size(count, locale="en"):
    """So many bytes as a file's size: “500 bytes”, “1.5 MB”, with a thousand for each step."""
    step = min((len(str(int(count))) - 1) // 3, len(SIZES) - 1)
    shown, length = Decimal(count).scaleb(-3 * step), "short" if step else "long"
    return format_unit(shown, f"digital-{SIZES[step]}", length, "#,##0.#", locale=locale)
