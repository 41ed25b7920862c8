"""Values as programs read them: money and quantities as decimal strings, never as floats."""

from marshmallow import fields

from config.amounts import decimal_amount


class Money(fields.String):
    """Minor units of the record's `currency`, written as an exact amount: "475.00"."""

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else format(decimal_amount(value, obj.currency), "f")


class Exact(fields.String):
    """A decimal with all its digits and without an exponent."""

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else format(value, "f")
