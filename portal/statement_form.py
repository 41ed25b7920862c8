"""What a new statement is of: its type, its period, its currency."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField
from wtforms.validators import ValidationError

from billing.ledger.statement import TEMPLATES
from billing.tables.periods import PERIODS, period
from config.languages import day

OFFERED = ("this-month", "last-month", "this-quarter", "this-year")
OWN = "own"
EARLIEST = date(1990, 1, 1)


class DayField(DateField):
    def process_formdata(self, values):
        try:
            super().process_formdata([value for value in values if value])
        except ValueError as error:
            raise ValueError(_("Enter a date, such as 2026-01-31.")) from error


def type_choices():
    return [(name, _(name)) for name in TEMPLATES]


def period_choices():
    labels = dict(PERIODS)
    return [*((word, _(labels[word])) for word in OFFERED), (OWN, _("From and to"))]


class StatementForm(FlaskForm):
    """`today` is the tenant's; `currencies` are those that the customer has records in."""

    template_name = RadioField(
        later("Type"), choices=type_choices, default=TEMPLATES[0],
    )
    period = SelectField(
        later("Period"), choices=period_choices, default="last-month",
        invalid_choice_message=later("Choose one of the periods listed."),
    )
    start_date = DayField(later("From"))
    end_date = DayField(later("To"))
    currency = SelectField(
        later("Currency"), invalid_choice_message=later("Choose one of the currencies listed."),
    )

    def __init__(self, today, currencies, **kwargs):
        super().__init__(**kwargs)
        self.today = today
        self.currency.choices = currencies
        if len(currencies) == 1:
            self.currency.data = currencies[0]
        if not self.own:  # else nobody sees what is wrong with them
            self.start_date.process_errors = self.end_date.process_errors = ()

    def validate_start_date(self, field):
        if self.own and not field.process_errors:
            self.check_day(field, _("Enter the first day."))

    def validate_end_date(self, field):
        if self.own and not field.process_errors:
            self.check_day(field, _("Enter the last day."))
            if self.start_date.data and field.data < self.start_date.data:
                raise ValidationError(_("The last day cannot be before the first."))

    def check_day(self, field, missing):
        if field.data is None:
            raise ValidationError(missing)
        if field.data < EARLIEST:
            raise ValidationError(_("Enter a day since %(date)s.", date=day(EARLIEST)))
        if field.data > self.today:
            raise ValidationError(_("Enter today or a day before."))

    @property
    def own(self):
        return self.period.data == OWN

    @property
    def span(self):
        """(first, last) day; a period that is running ends today."""
        if self.own:
            return self.start_date.data, self.end_date.data
        first, last = period(self.period.data, self.today)
        return first, min(last, self.today)
