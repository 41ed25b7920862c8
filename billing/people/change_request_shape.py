"""A customer's wish, as the API shows it to the system that bills (D19, P21)."""

from marshmallow import fields

from billing.people.change_request import STATES
from billing.shape import Shape, Text

KINDS = ("Quantity", "Cancellation", "Billing details")


class ChangeRequestShape(Shape):
    """`asked` and `before` have the same names: ids of subscription lines with their quantities,
    `cancellation_date`, or fields of the billing details.
    """

    request_id = fields.String()
    customer_id = fields.String()
    kind = fields.String(metadata={"enum": list(KINDS)})
    subscription_id = fields.String(allow_none=True)
    asked = fields.Dict(values=fields.String())
    before = fields.Dict(values=fields.String())
    effective_date = fields.Date(allow_none=True)
    note = fields.String()
    state = fields.String(metadata={"enum": list(STATES)})
    reason = fields.String()
    asked_by = fields.String()
    asked_at = fields.DateTime()
    decided_by = fields.String()
    closed_at = fields.DateTime(allow_none=True)


class DecisionShape(Shape):
    reason = Text(1000, lines=True, load_default="")
