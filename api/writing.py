"""How programs write records: POST makes, PUT makes or replaces, PATCH changes (I2)."""

from flask import abort
from marshmallow import ValidationError

from api.once import afterwards
from billing.shape import Id
from workers import taking_back

OTHER_ID = "This is not the ID in the address."


def to_put(shape):
    """The shape of a PUT, whose address holds the id."""
    own = next(name for name, field in shape().fields.items() if isinstance(field, Id))
    return named(shape, "Put", partial=[own])


def to_change(shape):
    """The shape of a PATCH, where every field may be left out."""
    return named(shape, "Patch", partial=True)


def named(shape, verb, **options):
    """Under a name of its own in the description."""
    return type(shape.__name__.replace("Shape", f"{verb}Shape"), (shape,), {})(**options)


def make(writing, fields):
    """A new record."""
    return save(writing, writing.make(fields))


def put(writing, key, fields):
    """(the record of that id as the fields say, the status of the answer)."""
    if fields.setdefault(writing.key, key) != key:
        raise ValidationError(OTHER_ID, writing.key)
    record, made = writing.put(fields)
    return save(writing, record), 201 if made else 200


def change(writing, record, fields):
    """These fields of the record that was found, and none else; its id stays."""
    key = getattr(record, writing.key)
    if fields.pop(writing.key, key) != key:
        raise ValidationError(OTHER_ID, writing.key)
    standing = writing.standing([{**fields, writing.key: key}]).get(key) or abort(404)
    return save(writing, writing.change(standing, fields))


def save(writing, record):
    """Whoever has lost access by it keeps nothing, once it is committed."""
    writing.told(record)
    for customer_id, portal_user_id in writing.shut:
        afterwards(taking_back.from_customers, [customer_id], portal_user_id)
    return record
