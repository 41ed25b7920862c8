"""Examples of what placeholders stand for, in the language of whoever looks at them."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from config import formats
from config.words import vocabulary


class Placeholder(NamedTuple):
    """The example is what checks and previews show; a list's example tells its items' fields.

    An example that is not the same in every language is a function of the language.
    """

    meaning: str
    example: object

    def example_in(self, language):
        return self.example(language) if callable(self.example) else self.example


def said(message):
    return lambda language: vocabulary(language)(message)


def day(*when):
    return lambda language: formats.day(date(*when), language)


def dollars(minor):
    return lambda language: formats.money(minor, "USD", language)


def moment(*when):
    """In UTC, told in the zone that most companies here have."""
    told = datetime(*when, tzinfo=UTC)
    return lambda language: formats.moment(told, "America/New_York", language)


def rows(*rows):
    """A list of records, whose values are examples too."""
    return lambda language: [
        {name: value(language) if callable(value) else value for name, value in row.items()}
        for row in rows
    ]
