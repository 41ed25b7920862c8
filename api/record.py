"""What all records show of themselves (records.md)."""

from marshmallow import Schema, fields


class Recorded(Schema):
    """Field names are those of the company's own connectors; nothing of ours leaks by default."""

    custom_fields = fields.Dict()
    created_date = fields.DateTime()
    updated_date = fields.DateTime()
    created_by = fields.String()
    updated_by = fields.String()
