"""Money and numbers as CLDR writes them, exactly, in minor units."""

import re
from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from config import formats
from config.amounts import decimal_amount

LOCALES = ("en", "de", "fr", "es", "ja", "ar", "hi", "sv", "pl", "en_IN")
MINUS = formats.TRUE_MINUS
CURRENCIES = ("USD", "EUR", "JPY", "BHD", "CHF", "INR")


@pytest.mark.parametrize(("minor", "currency", "written"), [
    (0, "USD", "$0.00"), (5, "USD", "$0.05"), (123456, "USD", "$1,234.56"),
    (-500, "USD", "\N{MINUS SIGN}$5.00"), (1500, "JPY", "¥1,500"),
    (100_000_000_000_000, "USD", "$1,000,000,000,000.00"), (None, "USD", ""),
])
def test_money(minor, currency, written):
    assert formats.money(minor, currency) == written


@settings(deadline=None)  # the first of a locale loads it
@given(st.integers(-10**15, 10**15), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_quick_money_is_what_babel_writes(minor, currency, locale):
    exact = decimal_amount(minor, currency)
    by_babel = format_currency(exact, currency, locale=locale).replace("-", MINUS)
    by_babel = re.sub(r"(BHD|CHF)(?=\d)", "\\1\N{NO-BREAK SPACE}", by_babel)
    assert formats.money(minor, currency, locale) == by_babel


@pytest.mark.parametrize(("locale", "written"), [
    ("en", "−€1,234.56 $12,345.67 −¥1,234 BHD_1.234 CHF_5.00"),
    ("es", "−1.234,56_€ 12.345,67_US$ −1.234_JPY 1,234_BHD 5,00_CHF"),
    ("fr", "−1·234,56_€ 12·345,67_$US −1·234_JPY 1,234_BHD 5,00_CHF"),
    ("de", "−1.234,56_€ 12.345,67_$ −1.234_¥ 1,234_BHD 5,00_CHF"),
])
def test_money_stands_as_each_language_writes_it(locale, written):
    """Signs, grouping and spaces as CLDR has them: _ a no-break space, · a narrow one."""
    amounts = ((-123456, "EUR"), (1234567, "USD"), (-1234, "JPY"), (1234, "BHD"), (500, "CHF"))
    seen = [formats.money(*amount, locale) for amount in amounts]
    assert seen == written.replace("_", "\xa0").replace("·", "\u202f").split(" ")


@pytest.mark.parametrize(("locale", "written"), [
    ("en", "−1,234,567.5"), ("es", "−1.234.567,5"), ("fr", "−1\u202f234\u202f567,5"),
    ("de", "−1.234.567,5"),
])
def test_numbers_in_each_language(locale, written):
    assert formats.number(Decimal("-1234567.50"), locale) == written
    assert written.replace(MINUS, "-") == format_decimal(Decimal("-1234567.5"), locale=locale)


@pytest.mark.parametrize(("locale", "written"), [
    ("en", "Oct 2, 2024"), ("es", "2 oct 2024"), ("fr", "2 oct. 2024"), ("de", "02.10.2024"),
])
def test_days_in_each_language(locale, written):
    assert formats.day(date(2024, 10, 2), locale) == written


@pytest.mark.parametrize(("locale", "berlin", "dubai"), [
    ("en", "Jul 1, 2026, 5:00:00 PM CEST", "Jul 1, 2026, 7:00:00 PM UTC+04"),
    ("es", "1 jul 2026, 17:00:00 CEST", "1 jul 2026, 19:00:00 UTC+04"),
    ("fr", "1 juil. 2026, 17:00:00 CEST", "1 juil. 2026, 19:00:00 UTC+04"),
    ("de", "01.07.2026, 17:00:00 MESZ", "01.07.2026, 19:00:00 UTC+04"),
])
def test_moments_in_each_language_name_their_zone(locale, berlin, dubai):
    noon = datetime(2026, 7, 1, 15, tzinfo=timezone.utc)
    assert formats.moment(noon, "Europe/Berlin", locale).replace("\u202f", " ") == berlin
    assert formats.moment(noon, "Asia/Dubai", locale).replace("\u202f", " ") == dubai


@pytest.mark.parametrize(("locale", "berlin"), [
    ("en", "Central European Time"), ("es", "hora de Europa central"),
    ("fr", "heure d’Europe centrale"), ("de", "Mitteleuropäische Zeit"),
])
def test_zones_have_names(locale, berlin):
    assert formats.zone_name("Europe/Berlin", locale) == berlin
    assert formats.zone_name("Etc/UTC", locale) == "UTC"


@pytest.mark.parametrize(("locale", "sizes"), [
    ("en", ["0 bytes", "1 byte", "999 bytes", "1 kB", "1.5 MB", "2,000 TB"]),
    ("es", ["0 bytes", "1 byte", "999 bytes", "1 kB", "1,5 MB", "2.000 TB"]),
    ("fr", ["0 octet", "1 octet", "999 octets", "1 ko", "1,5 Mo", "2 000 To"]),
    ("de", ["0 Byte", "1 Byte", "999 Byte", "1 kB", "1,5 MB", "2.000 TB"]),
])
def test_sizes_of_files(locale, sizes):
    counts = (0, 1, 999, 1_000, 1_549_999, 2 * 10**15)
    assert [plainly(formats.size(count, locale)) for count in counts] == sizes


def plainly(written):
    return re.sub("[\xa0\u202f]", " ", written)


@pytest.mark.parametrize(("value", "written"), [
    (Decimal("120.5"), "120.5"), (Decimal("0.000000145300000"), "0.0000001453"),
    (Decimal("1e6"), "1,000,000"), (Decimal("-2.50"), "\N{MINUS SIGN}2.5"), (0, "0"), (None, ""),
    (Decimal("123456789012345678901234.5"), "123,456,789,012,345,678,901,234.5"),
])
def test_numbers_keep_all_their_digits(value, written):
    assert formats.number(value) == written


def test_days_and_moments():
    assert formats.day(date(2024, 10, 2)) == "Oct 2, 2024"
    assert formats.day(None) == formats.moment(None, "UTC") == ""
    late = datetime(2026, 1, 1, 3, 30, tzinfo=timezone.utc)
    written = formats.moment(late, "America/New_York").replace("\u202f", " ")
    assert written == "Dec 31, 2025, 10:30:00 PM EST"
