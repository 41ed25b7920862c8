"""What an invoice is made of: its lines, and the files that came with it."""

from marshmallow import Schema, fields

from api.fields import Exact, Money


class LineShape(Schema):
    """Its money is in the invoice's currency."""

    invoice_line_no = fields.Integer()
    product_name = fields.String()
    plan_name = fields.String()
    charge_name = fields.String()
    description = fields.String()
    start_date = fields.Date(allow_none=True)
    end_date = fields.Date(allow_none=True)
    quantity = Exact(allow_none=True)
    unit_of_measure = fields.String()
    unit_price = Exact(allow_none=True)
    discount = Money()
    taxable = fields.Boolean()
    line_tax = Money()
    amount = Money()
    subscription_id = fields.String(allow_none=True)
    charge_id = fields.String(allow_none=True)
    custom_fields = fields.Dict()


class AttachmentShape(Schema):
    """Where it is stored stays ours."""

    attachment_id = fields.Integer()
    name = fields.String()
    content_type = fields.String()
    size = fields.Integer()
    created_date = fields.DateTime()
