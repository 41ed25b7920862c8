"""A row of a file, as it was read."""

from typing import NamedTuple

from billing.imports.refused import Refused

MARKS = ("row", "reason")  # what an error file says of a row, beside the row itself


class Row(NamedTuple):
    """`number` is the one that a spreadsheet or an editor shows, `place` the byte where it ends.

    `content` is what it says, or a Refused; `raw` is how it says it, for the error file. `last` is
    the number of the last row, where several make one.
    """

    number: int
    content: object
    raw: object
    place: int
    last: int = 0

    @property
    def end(self):
        return self.last or self.number

    @property
    def readable(self):
        """The content; raises Refused."""
        if isinstance(self.content, Refused):
            raise self.content
        return self.content
