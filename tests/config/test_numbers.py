"""Numbers are written as Babel writes them, without asking it each time."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.numbers import number, number_by_babel, number_writer


@pytest.mark.parametrize("locale", ["en", "es", "fr", "de"])
@settings(max_examples=30, deadline=None)
@given(value=st.decimals(-10**15, 10**15, allow_nan=False, allow_infinity=False))
def test_as_babel_writes_them(locale, value):
    assert number(value, locale) == number_by_babel(value, locale)


@pytest.mark.parametrize("locale", ["en", "es", "fr", "de"])
def test_our_languages_need_not_ask_babel(locale):
    assert number_writer(locale).__name__ == "write"
    assert number(Decimal("1E+3"), locale) == number(1000, locale)
