"""A new limit: of what, how much, in which period."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, ValidationError

from billing.usage.usage_limit import PERIODS
from portal.quantities_form import BadQuantity, quantity


def period_choices():
    return [(word, _(label)) for word, label in PERIODS]


class UsageLimitForm(FlaskForm):
    """`choices` are (“kind:name”, label) of what the customer has used."""

    what = SelectField(later("Usage"),
                       invalid_choice_message=later("Choose one of those listed."))
    quantity = StringField(later("Limit"), [InputRequired(later("Enter a quantity."))])
    period = SelectField(later("In each"), choices=period_choices, default="month",
                         invalid_choice_message=later("Choose one of the periods listed."))

    def __init__(self, choices, **kwargs):
        super().__init__(**kwargs)
        self.what.choices = choices

    def validate_quantity(self, field):
        try:
            self.exact = quantity(field.data)
        except BadQuantity as wrong:
            raise ValidationError(str(wrong)) from wrong
        if not self.exact:
            raise ValidationError(_("Enter a quantity above 0."))
