"""One page of a table by keyset: the first and the millionth cost the same (P11)."""

from dataclasses import dataclass

from billing.tables import cursor
from billing.tables.table import PAGE, Table, count_sql, list_sql


@dataclass(frozen=True)
class View:
    """What an address asks of a table: order and place; unknown wishes fall back to the default."""

    table: Table
    hidden: frozenset
    sort: str
    falling: bool
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, table, arguments, hidden=()):
        """From an address's arguments: sort=-due_date, after= or before= a cursor."""
        wish = arguments.get("sort", "")
        name = wish.lstrip("-")
        known = name in table.sorts(hidden)
        return cls(
            table=table,
            hidden=frozenset(hidden),
            sort=name if known else table.order,
            falling=wish.startswith("-") if known else True,
            after=arguments.get("after", ""),
            before="" if arguments.get("after") else arguments.get("before", ""),
        )

    def statements(self):
        """The page and the bounded count; raises cursor.BadCursor."""
        place = self.after or self.before
        values = cursor.unpack(place, self.sorted.mark)[:2] if place else ()
        falling = self.falling != bool(self.before)
        keys = frozenset(column.key for column in self.table.visible(self.hidden))
        sql = list_sql(self.table, keys, self.sort, falling, bool(place))
        return (sql, values), (count_sql(self.table), ())

    @property
    def sorted(self):
        """The column that decides the order."""
        return next(column for column in self.table.columns if column.key == self.sort)

    def sort_word(self, key):
        """The address's word for sorting by a column, turning it round when it is sorted so."""
        return key if key == self.sort and self.falling else f"-{key}"


@dataclass(frozen=True)
class Page:
    view: View
    rows: list
    count: int
    first: int
    newer: str
    older: str

    @classmethod
    def of(cls, view, found, counted):
        """From the rows of the view's statements."""
        more, rows = len(found) > PAGE, found[:PAGE]
        if view.before:
            rows.reverse()
        first = cls.position(view, len(rows))
        return cls(
            view=view,
            rows=rows,
            count=counted[0]["n"] if counted else 0,
            first=first,
            newer=cls.edge(view, rows, 0, first, view.after or (view.before and more)),
            older=cls.edge(view, rows, -1, first + len(rows) - 1, view.before or more),
        )

    @staticmethod
    def position(view, length):
        if view.after:
            return cursor.unpack(view.after)[2] + 1
        return max(1, cursor.unpack(view.before)[2] - length) if view.before else 1

    @staticmethod
    def edge(view, rows, index, position, wanted):
        if not (wanted and rows):
            return ""
        row = rows[index]
        return cursor.pack(row[view.sort], row[view.table.id_key], position)

    @property
    def last(self):
        return self.first + len(self.rows) - 1
