"""Lists come by id in pages of `size`, each with the cursor of the next (I4)."""

from marshmallow import Schema, ValidationError, fields, validate

from billing.tables import cursor as cursors
from config.database import db

SIZE, MOST = 50, 500


class Cursor(fields.String):
    """The id after which a page begins, as a word that only we need to understand."""

    def _deserialize(self, value, attr, data, **kwargs):
        try:
            return cursors.unpack(value)[1]
        except cursors.BadCursor as error:
            raise ValidationError("This is no cursor of ours.") from error


class Place(Schema):
    size = fields.Integer(load_default=SIZE, validate=validate.Range(1, MOST))
    cursor = Cursor(load_default=None)


def page_of(schema):
    """The schema of one page of such records."""
    members = {
        "data": fields.List(fields.Nested(schema)),
        "next_cursor": fields.String(allow_none=True),
    }
    return Schema.from_dict(members, name=f"{schema.__name__}Page")


def page(query, key, size, cursor):
    """The records after the cursor, by `key`, a column; one more than asked for tells the rest."""
    beyond = query if cursor is None else query.where(key > cursor)
    found = db.session.scalars(beyond.order_by(key).limit(size + 1)).all()
    records, more = found[:size], len(found) > size
    last = getattr(records[-1], key.key) if more else None
    return {"data": records, "next_cursor": cursors.pack(last, last, 0) if more else None}
