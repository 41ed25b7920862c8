"""Amounts as the gateway writes them: with a decimal point, which leaves no doubt about the unit.

Without one it takes a number for minor units (https://developer.cardpointe.com/cardconnect-api,
"Authorization"), which is what a currency without any has anyway.
"""

from decimal import Decimal, InvalidOperation

from config.amounts import decimal_amount, minor_amount


def written(minor, currency):
    return str(decimal_amount(minor, currency))


def minor(text, currency):
    """Minor units, of a refund too without a sign; raises ValueError for what is no amount."""
    try:
        return abs(minor_amount(Decimal(text), currency))
    except (InvalidOperation, TypeError, OverflowError) as error:
        raise ValueError("not an amount") from error
