"""One column of a tab: what it is called, how it is written, where it comes from."""

from dataclasses import dataclass

from billing.tables import cursor

MARKS = {"date": "d", "money": "i", "number": "n", "flag": "b"}


@dataclass(frozen=True)
class Column:
    """`kind` decides how a value is written; `source` is SQL when it is not a plain column."""

    key: str
    label: str
    kind: str = "text"
    source: str = ""
    sortable: bool = True

    @property
    def sql(self):
        return f"{self.source} as {self.key}" if self.source else f"t.{self.key}"

    @property
    def mark(self):
        """The kind that a cursor to a value of this column is of."""
        return MARKS.get(self.kind, cursor.TEXT)

    @property
    def numeric(self):
        return self.kind in ("money", "number")
