"""What a company lets its customers do when they pay, and what it tells them (M2, M3, M5, M12)."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from setup.texts import several_lines

LONGEST = 90  # days
MOST = 6  # in one list
INSTRUCTIONS = 2000  # characters
SWITCHES = ("cards", "bank_accounts", "part_payments", "credits", "overpayments", "invoice_mails")


class Days(StringField):
    """Whole days, parted by commas; `days` in order, each once."""

    def process_formdata(self, values):
        self.data = values[0].strip() if values else ""
        self.days = []

    def pre_validate(self, form):
        said = [each for each in re.split(r"[\s,;]+", self.data) if each]
        if not all(re.fullmatch(r"[0-9]{1,3}", each) for each in said):
            raise ValidationError(_("Enter numbers of days, parted by commas, such as 1, 3, 7."))
        self.days = sorted(set(map(int, said)))
        if len(self.days) > MOST or any(not 0 < day <= LONGEST for day in self.days):
            raise ValidationError(_("Enter up to %(count)s numbers of days, from 1 to %(longest)s.",
                                    count=MOST, longest=LONGEST))


class PaymentSettingsForm(FlaskForm):
    edition = IntegerField(widget=HiddenInput())
    cards = BooleanField(later("Cards"))
    bank_accounts = BooleanField(later("Bank accounts"))
    part_payments = BooleanField(later("Part payments"))
    credits = BooleanField(later("Open credits"))
    overpayments = BooleanField(later("More than is due"))
    retries = Days(later("Days after the first failure"))
    invoice_mails = BooleanField(later("Mail invoices when they are posted"))
    reminders_before = Days(later("Days before the due date"))
    reminders_after = Days(later("Days after the due date"))
    bank_instructions = TextAreaField(
        later("Bank transfer instructions"), [Length(max=INSTRUCTIONS)], filters=[several_lines])

    @classmethod
    def of(cls, record):
        """As it stands before anybody has typed."""
        before = sorted(-day for day in record.reminders if day < 0)
        after = sorted(day for day in record.reminders if day > 0)
        return cls(obj=record, data={
            "retries": listed(record.autopay_retries), "reminders_before": listed(before),
            "reminders_after": listed(after),
        })

    def settings(self):
        """The columns of PaymentSetup."""
        before = [-day for day in reversed(self.reminders_before.days)]
        return {
            **{name: self[name].data for name in SWITCHES},
            "autopay_retries": self.retries.days,
            "reminders": [*before, *self.reminders_after.days],
            "bank_instructions": self.bank_instructions.data,
        }


def listed(days):
    return ", ".join(map(str, days))
