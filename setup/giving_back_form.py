"""The forms that give money back: why, and for a refund how much (M9)."""

import uuid

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from config.languages import money
from setup.amounts import as_typed, minor_typed
from setup.texts import one_line, several_lines


class VoidForm(FlaskForm):
    """`refund_id` is minted with the form, so that it counts once however often it is sent."""

    refund_id = HiddenField()
    note = TextAreaField(
        later("Reason"), filters=[several_lines],
        validators=[DataRequired(later("Say why the money is given back.")),
                    Length(max=500, message=later("Keep it to 500 characters."))],
    )

    def __init__(self, payment, **options):
        super().__init__(**options)
        self.payment, self.minor = payment, payment.payment_amount
        self.refund_id.data = self.refund_id.data or str(uuid.uuid4())

    @property
    def key(self):
        """None where somebody has written the form by hand."""
        try:
            return uuid.UUID(self.refund_id.data)
        except ValueError:
            return None


class RefundForm(VoidForm):
    amount = StringField(later("Amount"), filters=[one_line])

    def __init__(self, payment, **options):
        super().__init__(payment, **options)
        if not self.is_submitted():
            self.amount.data = as_typed(payment.left, payment.currency)

    def validate_amount(self, field):
        self.minor = minor_typed(field.data, self.payment.currency)
        if self.minor > self.payment.left:
            left = money(self.payment.left, self.payment.currency)
            raise ValidationError(_("At most %(left)s can be given back.", left=left))
