"""Lists come by id in pages of `size`, each with the cursor of the next (I4).

With `updated_since` they come by the moment of their last change, so that who asks again and again
reads little; who asks from a minute before the last change they know misses none.
"""

from contextlib import suppress
from datetime import datetime
from itertools import accumulate

from marshmallow import Schema, ValidationError, fields, validate
from sqlalchemy import tuple_
from webargs.flaskparser import abort

from billing.shape_moment import Moment
from billing.tables import cursor as cursors
from config.database import db

SIZE, MOST = 50, 500
PARTS = 20_000  # of all records of a page


SINCE = "Records that were made or changed at this moment or later, by the moment of their change."

OF_ANOTHER = "This is the cursor of a list in another order."
TIES = ((), ("m",))  # kinds of what tells records of one id apart


class Cursor(fields.String):
    """The record after which a page begins, as a word that only we need to understand."""

    def _deserialize(self, value, attr, data, **kwargs):
        for ties in TIES:
            with suppress(cursors.BadCursor):
                said, key, _, *further = cursors.unpack(value, ties=ties)
                return said, key, *further
        raise ValidationError("This is no cursor of ours.")


class Place(Schema):
    size = fields.Integer(load_default=SIZE, validate=validate.Range(1, MOST))
    cursor = Cursor(load_default=None, metadata={"description": "next_cursor of the page before"})
    updated_since = Moment(load_default=None, metadata={"description": SINCE})


def page_of(schema):
    """The schema of one page of such records."""
    members = {
        "data": fields.List(fields.Nested(schema)),
        "next_cursor": fields.String(allow_none=True),
    }
    return Schema.from_dict(members, name=f"{schema.__name__}Page")


def page(query, key, size, cursor, updated_since=None, **more):
    """The records after the cursor, by `key`, a column; one more than asked for tells the rest."""
    order = (key,) if updated_since is None else (key.class_.updated_date, key)
    if updated_since:
        query = query.where(order[0] >= updated_since)
    return page_in(query, order, size, cursor, **more)


def page_in(query, order, size, cursor, options=(), mass=None):
    """The records after the cursor in the order of the columns: an id, or a moment, an id and what
    tells records of that id apart.

    Where records have parts of their own, `mass` counts those of each.
    """
    if cursor:
        query = query.where(tuple_(*order) > tuple_(*after(cursor, order)))
    if mass is not None:
        size = fitting(query, order, size, mass)
    found = db.session.scalars(query.options(*options).order_by(*order).limit(size + 1)).all()
    records, more = found[:size], len(found) > size
    return {"data": records, "next_cursor": word(records[-1], order) if more else None}


def fitting(query, order, size, mass):
    """So many of them that together they have at most PARTS parts, and always one."""
    masses = query.with_only_columns(mass, maintain_column_froms=True).order_by(*order).limit(size)
    sums = accumulate(db.session.scalars(masses))
    return max(1, sum(each <= PARTS for each in sums))


def after(cursor, order):
    """Where the last page ended, by the columns of the order; refused where it has another one."""
    if len(order) == 1:
        return (cursor[1],)
    if len(cursor) != len(order) or not isinstance(cursor[0], datetime):
        abort(422, messages={"query": {"cursor": [OF_ANOTHER]}})
    return cursor


def word(record, order):
    said, *others = (getattr(record, column.key) for column in order)
    key, *further = others or [said]
    return cursors.pack(said, key, 0, *further)
