"""Fields of records as programs and files bring them, and as the API shows them (I2).

One schema a record stands beside it, called its shape. What a field may hold is said here once, for
the API, for imports and for the forms of staff.
"""

import re
from datetime import date

from babel.numbers import list_currencies
from marshmallow import Schema, ValidationError, fields, pre_load, validate

from billing.record import ID
from billing.shape_own import Own, keepable, no_card
from config.languages import N_

CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
CURRENCY = re.compile("[A-Z]{3}")
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)

NAMES = 200  # more than any shape has; beyond, none of them is told to be unknown
BAD_ID = N_("Use letters, digits, dots, dashes and underscores, at most 64; not beginning with PT-,"
            " PM- or ST-.")
BAD_CURRENCY = N_("Enter a currency's three letters, such as USD.")
TOO_MANY = "This has more fields than any record."
BAD_LINE = "Keep it to one line."
BAD_DAY = "Give a day from 1900 to 2999."


class Text(fields.String):
    """Of at most so many characters; of one line unless said otherwise."""

    def __init__(self, longest=120, lines=False, least=0, **options):
        checks = [validate.Length(least or None, longest), keepable, no_card,
                  *options.pop("validate", ())]
        super().__init__(validate=checks if lines else [*checks, one_line], **options)


def one_line(text):
    if CONTROL.search(text):
        raise ValidationError(BAD_LINE)


class Id(fields.String):
    """The company's own name for a record of its own (D20)."""

    def __init__(self, **options):
        super().__init__(validate=[own_id], **options)
        self.metadata.setdefault("pattern", "^[A-Za-z0-9._-]{1,64}$")  # ours are shown too


def own_id(text):
    if not ID.fullmatch(text):
        raise ValidationError(BAD_ID)
    no_card(text)


class Reference(Text):
    """The id of another record, those of our own making among them."""

    def __init__(self, **options):
        super().__init__(longest=64, least=1, **options)


class Currency(fields.String):
    """Three letters of ISO 4217."""

    def __init__(self, **options):
        super().__init__(validate=[known_currency], **options)
        self.metadata.setdefault("pattern", f"^{CURRENCY.pattern}$")


def known_currency(text):
    if not CURRENCY.fullmatch(text) or text not in list_currencies():
        raise ValidationError(BAD_CURRENCY)


class Choice(fields.String):
    """One of some words."""

    def __init__(self, words, **options):
        super().__init__(validate=[validate.OneOf(words)], **options)


class Day(fields.Date):
    """A calendar day in the company's zone (D28)."""

    def __init__(self, **options):
        super().__init__(validate=[of_our_times], **options)


def of_our_times(day):
    if not FIRST <= day <= LAST:
        raise ValidationError(BAD_DAY)


class Tick(fields.Boolean):
    """True or false, and no word that means either."""

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Part(fields.Nested):
    """A part of a record is said whole, also where only some of the record's fields are."""

    def _load(self, value, partial=None):
        return super()._load(value)


class Several(fields.List):
    """At most so many; where there are more, none of them is looked at."""

    def __init__(self, inner, most, **options):
        self.bound = validate.Length(max=most)
        super().__init__(inner, validate=self.bound, **options)

    def _deserialize(self, value, attr, data, **kwargs):
        if isinstance(value, list):
            self.bound(value)
        return super()._deserialize(value, attr, data, **kwargs)


class Shape(Schema):
    """Names that are not known are refused; what is only shown may come back, and says nothing."""

    @pre_load
    def without_shown(self, data, **options):
        if not isinstance(data, dict):
            return data
        if len(data) > NAMES:
            raise ValidationError(TOO_MANY)
        shown = self.dump_fields.keys() - self.load_fields.keys()
        return {name: value for name, value in data.items() if name not in shown}


class Recorded(Shape):
    """What all records show of themselves (records.md); nothing of ours leaks by default."""

    custom_fields = Own(load_default=dict)
    created_date = fields.DateTime(dump_only=True)
    updated_date = fields.DateTime(dump_only=True)
    created_by = fields.String(dump_only=True)
    updated_by = fields.String(dump_only=True)
