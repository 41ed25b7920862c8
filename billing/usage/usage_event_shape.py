"""A usage event as programs and files write it, and as the API shows it (I2, I5)."""

from marshmallow import fields

from billing.shape import Choice, Id, Reference, Shape, Text
from billing.shape_moment import Moment
from billing.shape_own import Own

STATES = ("Received", "Processed", "Rejected")
MOST = 10_000  # events at once
LONGEST = 200  # characters; both texts are parts of indexes


class UsageEventShape(Shape):
    """The pair of event_id and occurred_at is what is stored once (D30); `ingested_on` is ours."""

    event_id = Id(required=True)
    customer_id = Reference(required=True)
    event_type = Text(LONGEST, least=1, required=True)
    occurred_at = Moment(required=True, default_timezone=None)
    source = Text(LONGEST, load_default="")
    status = Choice(STATES, load_default="Received")
    ingested_on = fields.DateTime(dump_only=True)
    properties = Own(load_default=dict)
    created_date = fields.DateTime(dump_only=True)
    updated_date = fields.DateTime(dump_only=True)
    created_by = fields.String(dump_only=True)
    updated_by = fields.String(dump_only=True)
