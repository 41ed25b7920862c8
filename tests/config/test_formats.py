"""Money and numbers as CLDR writes them, exactly, in minor units."""

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from config import formats

LOCALES = ("en", "de", "fr", "es", "ja", "ar", "hi", "sv", "pl", "en_IN")
CURRENCIES = ("USD", "EUR", "JPY", "BHD", "CHF", "INR")


@pytest.mark.parametrize(("minor", "currency", "written"), [
    (0, "USD", "$0.00"), (5, "USD", "$0.05"), (123456, "USD", "$1,234.56"),
    (-500, "USD", "\N{MINUS SIGN}$5.00"), (1500, "JPY", "¥1,500"),
    (100_000_000_000_000, "USD", "$1,000,000,000,000.00"), (None, "USD", ""),
])
def test_money(minor, currency, written):
    assert formats.money(minor, currency) == written


@given(st.integers(-10**15, 10**15), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_quick_money_is_what_babel_writes(minor, currency, locale):
    exact = abs(formats.decimal_amount(minor, currency))
    written = formats.money(minor, currency, locale)
    assert written.removeprefix(formats.TRUE_MINUS) == format_currency(exact, currency,
                                                                       locale=locale)
    assert written.startswith(formats.TRUE_MINUS) == (minor < 0)


@given(st.integers(-10**18, 10**18), st.sampled_from(CURRENCIES))
def test_minor_and_decimal_amounts_are_the_same_money(minor, currency):
    amount = formats.decimal_amount(minor, currency)
    assert formats.minor_amount(amount, currency) == minor


@pytest.mark.parametrize(("amount", "currency"), [("0.001", "USD"), ("1.5", "JPY"),
                                                  ("1.34085467460", "USD")])
def test_what_is_finer_than_the_minor_unit_is_refused(amount, currency):
    with pytest.raises(ValueError, match=currency):
        formats.minor_amount(Decimal(amount), currency)


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
