"""Money between whole minor units, which the ledger keeps, and exact decimals (D18)."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

from babel.numbers import get_currency_precision

EXACT = Context(prec=5_000)  # digits, more than sums and products have; Python's own 28 would round


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


def rounded(amount, currency):
    """The minor units of an exact decimal amount, rounded half to even."""
    units = EXACT.scaleb(amount, precision(currency))
    return int(units.to_integral_value(ROUND_HALF_EVEN, EXACT))
