"""What a payment or a credit counts towards, as programs and files write it (I2)."""

from collections import Counter

from marshmallow import ValidationError, fields

from billing.shape import Reference, Several, Shape
from billing.shape_numbers import Price, units

MOST = 500  # invoices of one payment or credit


class ShareShape(Shape):
    """In the currency of the payment or credit."""

    invoice_id = Reference(required=True)
    amount = Price(required=True)


def shares():
    """The field `invoices`; where it is left out, what was applied stays so."""
    return Several(fields.Nested(ShareShape), MOST, attribute="allocations")


def summed(said, currency):
    """Minor units by invoice id; raises ValidationError."""
    sums = Counter()
    for number, each in enumerate(said):
        try:
            sums[each["invoice_id"]] += units("amount", each["amount"], currency)
        except ValidationError as error:
            raise ValidationError({"invoices": {number: error.messages}}) from error
    return dict(sums)
