"""What became of the rows that an import has read."""

from dataclasses import dataclass


@dataclass
class Tally:
    """`known` are those of records that were there already."""

    read: int = 0
    stored: int = 0
    known: int = 0
    refused: int = 0

    def count(self, new):
        self.stored += new
        self.known += not new

    def refuse(self, number, reason):
        self.refused += 1

    def told(self):
        """For the journal."""
        return dict(vars(self))

    def recall(self, told):
        for name, value in told.items():
            setattr(self, name, value)
