"""What Stripe counts and what we count, by the list of currencies on its page."""

import pytest

from billing.gateways.stripe.amounts import (
    DOUBTFUL,
    NONE,
    THREE,
    Inexpressible,
    from_stripe,
    to_stripe,
)
from config.amounts import decimal_amount

# https://docs.stripe.com/currencies: those with two decimals there and another number in CLDR
OTHERWISE = ("AFN", "ALL", "ISK", "LAK", "LBP", "MMK", "RSD", "SOS", "YER")
MANY = ("USD", "EUR", "GBP", "CHF", "HUF", "TWD", "COP", "IDR", "TZS", *OTHERWISE)


@pytest.mark.parametrize("currency", sorted(NONE | THREE | set(MANY)))
def test_there_and_back(currency):
    for amount in (10, 500, 12050):
        assert from_stripe(to_stripe(amount, currency), currency) == amount


@pytest.mark.parametrize("currency", sorted(NONE | THREE | set(MANY)))
def test_the_same_money(currency):
    decimals = 0 if currency in NONE else 3 if currency in THREE else 2
    assert to_stripe(12050, currency) == decimal_amount(12050, currency) * 10**decimals


@pytest.mark.parametrize("currency", OTHERWISE)
def test_a_fraction_that_we_do_not_have_is_no_amount(currency):
    assert to_stripe(7, currency) == 700
    with pytest.raises(Inexpressible):
        from_stripe(701, currency)


@pytest.mark.parametrize(("amount", "currency"), [(5124, "KWD"), (1, "BHD")])
def test_the_last_of_three_decimals_must_be_zero(amount, currency):
    with pytest.raises(Inexpressible):
        to_stripe(amount, currency)


@pytest.mark.parametrize("currency", DOUBTFUL)
def test_what_is_not_clear_is_not_charged(currency):
    with pytest.raises(Inexpressible):
        to_stripe(500, currency)
