"""One page of a table by keyset: the first and the millionth cost the same (P11)."""

from dataclasses import dataclass

from billing.tables import cursor
from billing.tables.table import PAGE
from billing.tables.view import View


@dataclass(frozen=True)
class Page:
    view: View
    rows: list
    count: int
    first: int
    newer: str
    older: str

    @classmethod
    def of(cls, view, found):
        """From the rows of the view's statement."""
        more, rows = len(found) > PAGE, found[:PAGE]
        if view.before:
            rows.reverse()
        first = cls.position(view, len(rows))
        return cls(
            view=view,
            rows=rows,
            count=found[0]["counted"] if found else 0,
            first=first,
            newer=cls.edge(view, rows, 0, first, view.after or (view.before and more)),
            older=cls.edge(view, rows, -1, first + len(rows) - 1, view.before or more),
        )

    @staticmethod
    def position(view, length):
        if view.after:
            return view.place[2] + 1
        return max(1, view.place[2] - length) if view.before else 1

    @staticmethod
    def edge(view, rows, index, position, wanted):
        if not (wanted and rows):
            return ""
        row = rows[index]
        ties = (row[key] for key in view.table.ties(view.sort))
        word = cursor.pack(row[view.sort], row[view.table.id_key], position, *ties)
        return cursor.sealed(word) if view.secret else word

    @property
    def last(self):
        return self.first + len(self.rows) - 1
