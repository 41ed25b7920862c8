"""Whole minor units and exact decimals are the same money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import amounts

CURRENCIES = ("USD", "EUR", "JPY", "BHD", "CHF", "INR")


@given(st.integers(-10**18, 10**18), st.sampled_from(CURRENCIES))
def test_minor_and_decimal_amounts_are_the_same_money(minor, currency):
    amount = amounts.decimal_amount(minor, currency)
    assert amounts.minor_amount(amount, currency) == minor


@pytest.mark.parametrize(("amount", "currency"), [("0.001", "USD"), ("1.5", "JPY"),
                                                  ("1.34085467460", "USD")])
def test_what_is_finer_than_the_minor_unit_is_refused(amount, currency):
    with pytest.raises(ValueError, match=currency):
        amounts.minor_amount(Decimal(amount), currency)
