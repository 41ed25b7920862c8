"""Records that consist of parts, such as an invoice of its lines, as programs and files write them.
"""

from contextlib import contextmanager

from marshmallow import ValidationError

from billing.writing import Writing, is_new
from config.database import db


@contextmanager
def part(name, place):
    """What is refused meanwhile is refused of the part that stands there in the list."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError({name: {place: error.normalized_messages()}}) from error


class WithParts(Writing):
    """A record changes with its parts: who asks what has changed since a moment is told of it."""

    def take_parts(self, record, former, said, made):
        """By their keys: `former` parts change as they are said, or are gone; others are made."""
        gone = {key: part for key, part in former.items() if key not in said}
        added = [made(values) for key, values in said.items() if key not in former]
        stay = former.keys() & said.keys()
        for key in stay:
            super().take(former[key], said[key])
        self.parts += added
        self.gone += gone.values()
        changed = added or gone or any(db.session.is_modified(former[key]) for key in stay)
        if changed and not is_new(record):
            record.touch()
