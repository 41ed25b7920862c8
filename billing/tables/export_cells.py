"""What a sheet's cells hold of a column's values, a batch at a time: typed, and never rounded.

Excel keeps 15 digits of a number and 32,767 UTF-16 units of a text; a number of more digits is
written as text, a longer text is cut and ends with an ellipsis, and the second sheet says so.
"""

from datetime import date, datetime
from decimal import Decimal

from config.amounts import decimal_amount, precision

DIGITS = 15
LARGEST_POWER = 300  # of ten; an Excel number ends near 10^308 and begins near 10^-308
LONGEST_TEXT = 32_767
FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900, so days before it are text
FIRST = datetime(1900, 3, 1)
ELLIPSIS = "…"
KEPT_SIGNS = "\t\n"


class Cells:
    """Writers by a column's kind; `cut` and `exact` count what did not fit as it was.

    `words` translates a message into the reader's language.
    """

    def __init__(self, words):
        self.words, self.cut, self.exact = words, 0, 0

    def written(self, kind, values, currencies):
        """The cells of one column; `currencies` are those of the same rows."""
        if kind == "money":
            return self.money(values, currencies)
        return getattr(self, WRITERS.get(kind, "text"))(values)

    def money(self, values, currencies):
        whole = {currency: 10 ** precision(currency) for currency in set(currencies)}
        return [
            None if minor is None
            else minor / whole[currency] if -LARGEST < minor < LARGEST
            else self.number(decimal_amount(minor, currency))
            for minor, currency in zip(values, currencies)
        ]

    def numbers(self, values):
        return [None if value is None else self.number(value) for value in values]

    def number(self, value):
        """A float that tells all digits of a Decimal, or its text where none can."""
        text = str(value)
        if len(text) <= DIGITS and text[-1].isdecimal() and "E" not in text:
            return float(text)
        return self.odd_number(Decimal(value))

    def odd_number(self, value):
        if not value.is_finite():
            return str(value)
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        digits = text.lstrip("-").replace(".", "").strip("0")
        if len(digits) <= DIGITS and abs(value.adjusted()) < LARGEST_POWER:
            return float(value)
        self.exact += 1
        return text

    def text(self, values):
        return [
            value if value is None or value.__class__ is str
            and len(value) < LONGEST_TEXT // 2 and value.isprintable()
            else self.odd_text(str(value))
            for value in values
        ]

    def odd_text(self, value):
        """Without control characters, which no sheet can hold, and not longer than a cell."""
        lines = value.replace("\r\n", "\n").replace("\r", "\n")
        plain = "".join(mark for mark in lines if holds(mark))
        units = plain.encode("utf-16-le", "replace")
        if len(units) <= 2 * LONGEST_TEXT:
            return plain
        self.cut += 1
        return units[:2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + ELLIPSIS

    def flags(self, values):
        yes, no = self.words("Yes"), self.words("No")
        return [None if value is None else yes if value else no for value in values]

    def statuses(self, values):
        known = {word: word and self.words(word) for word in set(values)}
        return [known[word] for word in values]

    def days(self, values):
        return [value if value is None or value >= FIRST_DAY else str(value) for value in values]

    def moments(self, values):
        """The clock's time in the zone that the database was asked to tell times in."""
        local = [value and value.replace(tzinfo=None) for value in values]
        return [value if value is None or value >= FIRST else str(value) for value in local]


LARGEST = 10 ** DIGITS
WRITERS = {"number": "numbers", "price": "numbers", "flag": "flags",
           "status": "statuses", "date": "days", "datetime": "moments"}


def holds(mark):
    """Whether XML can hold the character (its 1.0, section 2.2)."""
    return mark >= " " and mark not in "\ufffe\uffff" or mark in KEPT_SIGNS
