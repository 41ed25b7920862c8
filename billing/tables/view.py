"""What an address asks of a table: filter, order and place; a link reproduces it (P11)."""

from dataclasses import dataclass
from functools import cached_property

from flask import g

from billing.tables import cursor
from billing.tables.filters import wishes
from billing.tables.table import Table, list_sql
from config import clock

WHOSE = "customer_name"  # the column that a family alone needs (P13)


@dataclass(frozen=True)
class View:
    """Unknown wishes and those for fields that the tenant hides fall back to the default."""

    table: Table
    hidden: frozenset
    sort: str
    falling: bool
    after: str = ""
    before: str = ""
    wishes: tuple = ()

    @classmethod
    def of(cls, table, arguments, hidden=(), today=None):
        """From an address's arguments: sort=-due_date, after= or before= a cursor, and filters.

        `today` is the day that those go by; the tenant's own now, if none is given (D28).
        """
        hidden = frozenset(hidden)
        wish = arguments.get("sort", "")
        name = wish.lstrip("-")
        known = name in table.sorts(hidden) if wish else False
        return cls(
            table=table,
            hidden=hidden,
            sort=name if known else table.order,
            falling=wish.startswith("-") if known else True,
            after=arguments.get("after", ""),
            before="" if arguments.get("after") else arguments.get("before", ""),
            wishes=wished(table, arguments, hidden, today) if arguments else (),
        )

    def statement(self, counting=True):
        """The page with the bounded count, or as one known to be longer; raises BadCursor."""
        place = self.place if self.after or self.before else None
        values = (*place[:2], *place[3:]) if place else ()
        falling = self.falling != bool(self.before)
        texts, given = self.conditions if self.wishes else ((), ())
        keys = self.table.keys(self.hidden)
        sql = list_sql(self.table, keys, self.sort, falling, bool(place), texts, counting)
        return sql, (*(given if counting else ()), *given, *values)

    @cached_property
    def place(self):
        """Where the page begins or ends: (sort value, id, position, *ties); raises BadCursor."""
        word = self.after or self.before
        if word and self.secret:
            word = cursor.opened(word)
        marks = {column.key: column.mark for column in self.table.columns}
        ties = [marks[key] for key in self.table.ties(self.sort)]
        return cursor.unpack(word, marks[self.sort], ties) if word else None

    @property
    def secret(self):
        """Whether the order goes by a field that nobody may see, not in a cursor either (D29)."""
        return not self.hidden.isdisjoint((self.sort, *self.table.ties(self.sort)))

    @cached_property
    def conditions(self):
        """(SQL texts, all their values) of the filter; a wish with errors is not applied."""
        pairs = [pair for wish in self.wishes if not wish.errors for pair in wish.conditions]
        return tuple(sql for sql, _ in pairs), tuple(value for _, each in pairs for value in each)

    @property
    def filtered(self):
        return bool(self.wishes)

    @property
    def mistaken(self):
        """Whether something was typed that cannot be filtered by."""
        return any(wish.errors for wish in self.wishes)

    def filter_arguments(self, without=None):
        """(name, value) pairs that ask for this filter again, but for one column's."""
        return [pair for wish in self.wishes if wish.column.key != without for pair in wish.given]

    @property
    def sorted(self):
        """The column that decides the order."""
        return next(column for column in self.table.columns if column.key == self.sort)

    def sort_word(self, key):
        """The address's word for sorting by a column, turning it round when it is sorted so."""
        return key if key == self.sort and self.falling else f"-{key}"

    def columns(self, choice, family=False):
        """Those to show, by what the user switched on and off: {key: True or False} (P11).

        Whose a record is, is told only where there is a family (P13).
        """
        return tuple(
            column for column in self.offered(family)
            if column.key == self.table.id_key or choice.get(column.key, column.on)
        )

    def offered(self, family=False):
        """Those that this visitor may switch on and filter by."""
        alone = self.table.family and not family
        return tuple(
            column for column in self.table.visible(self.hidden)
            if not (alone and column.key == WHOSE)
        )


def wished(table, arguments, hidden, today):
    return wishes(table, arguments, hidden, today or clock.today(g.tenant.time_zone))
