"""A usage as programs and files write it, and as the API shows it (I2, D18)."""

from marshmallow import fields

from billing.shape import Currency, Day, Id, Recorded, Reference, Text
from billing.shape_numbers import Exact


class UsageShape(Recorded):
    """The cost is exact and unrounded; a usage is invoiced once it names its invoice."""

    usage_id = Id(required=True)
    customer_id = Reference(required=True)
    subscription_id = Reference(allow_none=True, load_default=None)
    charge_id = Reference(allow_none=True, load_default=None)
    date = Day(required=True)
    quantity = Exact(required=True)
    unit_of_measure = Text(load_default="")
    description = Text(2000, lines=True, load_default="")
    product_name = Text(250, load_default="")
    cost = Exact(allow_none=True, load_default=None)
    currency = Currency()
    invoiced = fields.Boolean(dump_only=True)
    invoice_id = Reference(allow_none=True, load_default=None)
