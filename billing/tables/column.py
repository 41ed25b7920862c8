"""One column of a tab: what it is called, how it is written, where it comes from."""

from dataclasses import dataclass


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
    def numeric(self):
        return self.kind in ("money", "number")
