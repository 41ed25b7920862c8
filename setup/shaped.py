"""Forms check what was typed by the record's own shape, as the API and imports do (I2)."""

from flask_babel import gettext as _
from marshmallow import ValidationError as Misshapen
from wtforms.validators import ValidationError


def as_in(shape, name):
    """A validator: what is typed fits the shape's field of that name, or nothing is."""
    field = shape().fields[name]

    def check(form, typed):
        try:
            if typed.data:
                field.deserialize(typed.data)
        except Misshapen as misshapen:
            raise ValidationError(_(misshapen.messages[0])) from misshapen

    return check
