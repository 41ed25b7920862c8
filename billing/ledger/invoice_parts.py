"""What an invoice is made of, as programs and files write it: its lines, and files with it (I2)."""

from decimal import Decimal

from marshmallow import fields, validate

from billing.shape import Day, Reference, Shape, Text, Tick
from billing.shape_numbers import Exact, Money
from billing.shape_own import Own


class LineShape(Shape):
    """Its money is in the invoice's currency; the tax comes on top of the amount."""

    invoice_line_no = fields.Integer(strict=True, validate=validate.Range(1, 100_000))
    product_name = Text(250, load_default="")
    plan_name = Text(250, load_default="")
    charge_name = Text(250, load_default="")
    description = Text(2000, lines=True, load_default="")
    start_date = Day(allow_none=True, load_default=None)
    end_date = Day(allow_none=True, load_default=None)
    quantity = Exact(allow_none=True, load_default=None)
    unit_of_measure = Text(load_default="")
    unit_price = Exact(allow_none=True, load_default=None)
    discount = Money(load_default=Decimal)
    taxable = Tick(load_default=False)
    line_tax = Money(load_default=Decimal)
    amount = Money(required=True)
    subscription_id = Reference(allow_none=True, load_default=None)
    charge_id = Reference(allow_none=True, load_default=None)
    custom_fields = Own(load_default=dict)


class AttachmentShape(Shape):
    """Where it is stored stays ours."""

    attachment_id = fields.Integer()
    name = fields.String()
    content_type = fields.String()
    size = fields.Integer()
    created_date = fields.DateTime()
