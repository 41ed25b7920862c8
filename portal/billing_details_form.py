"""What may be proposed for the bills; the fields are those of billing.people.billing_details."""

import unicodedata

from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from billing.people.billing_details import LABELS

LONGEST, LONGEST_NOTE = 120, 1000


def one_line(text):
    """Without control characters and doubled spaces, which no bill shows."""
    return printable(" ".join((text or "").split()), "")


def several_lines(text):
    return printable((text or "").replace("\r\n", "\n"), "\n").strip()


def printable(text, kept):
    return "".join(mark for mark in text if mark in kept or unicodedata.category(mark) != "Cc")


class NoteForm(FlaskForm):
    """A word to the company, beside whatever is asked."""

    note = TextAreaField(
        later("Note to the company"), filters=[several_lines],
        validators=[Length(max=LONGEST_NOTE, message=later("Keep it to 1,000 characters."))],
    )


class BillingDetailsForm(NoteForm):
    @property
    def wanted(self):
        """What was typed, by field."""
        return {name: self[name].data for name in LABELS if name in self}


def form_of(offered, **stands):
    """The form without the fields that are not offered, filled with what stands."""
    form = BillingDetailsForm(data=stands)
    for name in LABELS.keys() - offered.keys():
        del form[name]
    return form


for name, label in LABELS.items():
    too_long = later("Keep it to %(count)s characters.", count=LONGEST)
    setattr(BillingDetailsForm, name, StringField(
        later(label), filters=[one_line], validators=[Length(max=LONGEST, message=too_long)]
    ))
