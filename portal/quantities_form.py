"""New quantities as they are typed: exact decimals in the reader's notation, refused otherwise."""

import re
from decimal import Decimal

from babel.numbers import NumberFormatError, get_decimal_symbol, parse_decimal
from flask_babel import gettext as _

from billing.ledger.quantities import plain
from config import languages
from portal.billing_details_form import NoteForm

TYPED = re.compile("[0-9][0-9.,'’ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]{0,39}")
LARGEST = Decimal(10) ** 12  # and twelve more places, so that any price times it stays readable
PLACES = 12


class BadQuantity(ValueError):
    """Says to the user what is wrong."""


class Quantities:
    """What was typed for each line by its id, what it means, and what is wrong with it."""

    def __init__(self, lines, sent):
        self.typed, self.wanted, self.wrong = {}, {}, {}
        self.note = NoteForm(sent)
        for line in lines:
            self.read(line, sent.get(f"quantity.{line.subscription_line_id}"))

    def read(self, line, text):
        key = line.subscription_line_id
        self.typed[key] = written(line.quantity) if text is None else text
        try:
            self.wanted[key] = quantity(self.typed[key])
        except BadQuantity as wrong:
            self.wrong[key] = str(wrong)

    def good(self):
        return self.note.validate() and not self.wrong

    def fields(self):
        """All of it as (name, value) pairs, for the next form."""
        typed = [(f"quantity.{key}", text) for key, text in self.typed.items()]
        return [*typed, ("note", self.note.note.data)]


def written(number):
    """As it may be typed again: without marks between thousands."""
    return plain(number).replace(".", get_decimal_symbol(languages.locale()))


def quantity(text):
    """The exact number, zero or more; raises BadQuantity."""
    text = text.strip()
    if not text:
        raise BadQuantity(_("Enter a quantity; 0 stands for none."))
    try:
        number = parse_decimal(text if TYPED.fullmatch(text) else "", languages.locale(),
                               strict=True)
    except NumberFormatError as error:
        sample = languages.number(Decimal("1234.5"))
        raise BadQuantity(_("Write a number such as %(sample)s.", sample=sample)) from error
    if number >= LARGEST or -number.as_tuple().exponent > PLACES:
        raise BadQuantity(_("This is more than a quantity can be."))
    return number
