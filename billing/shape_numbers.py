"""Money and quantities of records: decimal texts in JSON, never floats."""

import re
from decimal import Decimal

from marshmallow import ValidationError, fields

from config.amounts import decimal_amount, minor_amount

BAD_AMOUNT = "Give an amount as text, such as 12.50."
BAD_NUMBER = "Give a number as text, such as 12.50."
TOO_FINE = "This is finer than the currency's smallest unit."


class Exact(fields.String):
    """A decimal with all its digits and without an exponent."""

    pattern, wrong = r"-?[0-9]{1,20}(\.[0-9]{1,30})?", BAD_NUMBER

    def __init__(self, **options):
        super().__init__(**options)
        self.metadata.setdefault("pattern", f"^{self.pattern}$")

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else format(value, "f")

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise ValidationError(self.wrong)
        return Decimal(value)


class Money(Exact):
    """Minor units of the record's `currency`, written as an exact amount: "475.00".

    What comes in is a Decimal until `minor`: what the smallest unit is, only the record knows.
    """

    pattern, wrong = r"-?[0-9]{1,12}(\.[0-9]{1,4})?", BAD_AMOUNT

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else format(decimal_amount(value, obj.currency), "f")


class Price(Money):
    """Money that is not below zero."""

    pattern = Money.pattern.removeprefix("-?")


def minor(shape, values, currency):
    """The values with all of the shape's money in minor units; raises ValidationError."""
    known = shape._declared_fields
    return {name: units(name, value, currency) if isinstance(known.get(name), Money) else value
            for name, value in values.items()}


def units(name, amount, currency):
    try:
        return None if amount is None else minor_amount(amount, currency)
    except ValueError as error:
        raise ValidationError(TOO_FINE, name) from error
