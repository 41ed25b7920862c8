"""Forms check what was typed by the record's own shape, as the API and imports do (I2)."""

from flask_babel import gettext as _
from marshmallow import ValidationError as Misshapen
from wtforms.validators import ValidationError

from billing.people.refusal import Refused


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


def admitted(form, writing, record):
    """Whether the record's own rules let the values in; what they refuse stands in the form."""
    try:
        writing.admitted(record, form.values)
    except Misshapen as misshapen:
        for name, messages in misshapen.normalized_messages().items():
            form[name].errors = list(map(_, messages))
    except Refused as refused:
        form.form_errors.append(str(refused))
    return not form.errors
