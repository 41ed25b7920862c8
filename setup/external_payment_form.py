"""The form that records a payment which came in outside of any gateway (M13)."""

import uuid

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from marshmallow import ValidationError as NotYet
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from billing.days import NOT_YET, check_come
from billing.ledger.currencies import currencies
from setup.amounts import minor_typed
from setup.texts import one_line, several_lines


def line(label, *checks):
    short = Length(max=120, message=later("Keep it to 120 characters."))
    return StringField(label, [*checks, short], filters=[one_line])


class ExternalPaymentForm(FlaskForm):
    """`entry_id` is minted with the form, so that it is recorded once however often it is sent."""

    entry_id = HiddenField()
    amount = line(later("Amount"))
    currency = SelectField(later("Currency"))
    payment_date = DateField(later("Payment date"),
                             [InputRequired(later("Enter the day on which it came in."))])
    payment_method = line(later("Payment method"),
                          DataRequired(later("Say how it was paid, such as by bank transfer.")))
    reference_number = line(later("Reference"))
    notes = TextAreaField(
        later("Notes"), filters=[several_lines],
        validators=[Length(max=1000, message=later("Keep it to 1,000 characters."))],
    )
    oldest = BooleanField(later("Pay what is due first with what is left"))
    receipt = BooleanField(later("Mail a receipt to the billing contact"))

    def __init__(self, customer, **options):
        super().__init__(**options)
        self.minor = None
        self.entry_id.data = self.entry_id.data or str(uuid.uuid4())
        self.currency.choices = [(each, each) for each in currencies(customer)]

    @property
    def key(self):
        """None where somebody has written the form by hand."""
        try:
            return uuid.UUID(self.entry_id.data)
        except ValueError:
            return None

    def validate_amount(self, field):
        currency = self.currency.data
        if currency in dict(self.currency.choices):
            self.minor = minor_typed(field.data, currency)

    def validate_payment_date(self, field):
        try:
            check_come(field.data, field.name)
        except NotYet as error:
            raise ValidationError(_(NOT_YET)) from error

    @property
    def facts(self):
        """As the record's fields."""
        same = ("currency", "payment_date", "payment_method", "reference_number", "notes")
        return {"payment_amount": self.minor, **{name: self[name].data for name in same}}
