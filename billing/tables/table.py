"""What a tab is: its columns, its order, its records (P11); described once, listed everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from billing.tables.column import Column
from config.tally import COUNTED

PAGE = 25
OWN = "t.tenant_id = current_setting('app.tenant_id')::int and t.customer_id = "
MINE = OWN + "current_setting('app.customer_id')"
# A parent's children are read one by one, so that each read stops after a page (P13).
MEMBERS = "unnest(current_setting('app.family')::text[]) f(customer_id)"
FAMILY = OWN + "any (current_setting('app.family')::text[])"


@dataclass(frozen=True, eq=False)  # each is described once; comparing them took time
class Table:
    """Records of one customer, newest first unless asked otherwise.

    `shown` is the SQL condition that every reader of this tab is held to; `also` are columns that
    rows need beside the visible ones. `dress` completes a row, given the row and today. `family`
    adds the records of a parent's children (P13). `tie` are columns that tell records of one id
    apart.
    """

    key: str
    title: str
    source: str
    id_key: str
    order: str
    columns: tuple[Column, ...]
    dress: Callable
    shown: str = "true"
    also: tuple[str, ...] = ()
    export_label: str = ""
    empty: tuple[str, str] = ("", "")
    family: bool = False
    tie: tuple[str, ...] = ()

    @cached_property
    def address(self):
        return "/portal/" + self.key.replace("_", "-")

    @lru_cache(maxsize=1024)
    def visible(self, hidden):
        """The columns without those that the tenant unticked; the id's always stays (D29)."""
        return tuple(
            column for column in self.columns
            if column.key == self.id_key or column.key not in hidden
        )

    @lru_cache(maxsize=1024)
    def keys(self, hidden):
        return frozenset(column.key for column in self.visible(hidden))

    @lru_cache(maxsize=1024)
    def sorts(self, hidden):
        return {column.key for column in self.visible(hidden) if column.sortable}

    def ties(self, sort):
        """What decides, beyond the sort column and the id, which of two rows comes first."""
        return tuple(key for key in self.tie if key != sort)


@lru_cache(maxsize=1024)
def list_sql(table, keys, sort, falling, paged, conditions=(), counting=True):
    """The statement of one page; only descriptions go into its text, values stay parameters.

    It asks for one row more than a page holds, which tells whether there are more, and each row
    repeats the bounded count, whose conditions come first; without `counting`, that there are more
    than are ever counted.
    """
    compare, direction = ("<", "desc") if falling else (">", "asc")
    keys_sql = [f"t.{key}" for key in (sort, table.id_key, *table.ties(sort))]
    marks = ", ".join(["%s"] * len(keys_sql))
    beyond = (f"({', '.join(keys_sql)}) {compare} ({marks})",) if paged else ()
    order = f" order by {', '.join(f'{key} {direction}' for key in keys_sql)} limit {PAGE + 1}"
    owner = OWN + "f.customer_id" if table.family else MINE
    wanted, limits = wanted_sql(table, keys, sort), (*conditions, *beyond)
    counted = f"({count_sql(table, conditions) if counting else COUNTED + 1}) as counted"
    if not table.family:
        return select(table, f"{counted}, {wanted}", owner, limits) + order
    rows = select(table, wanted, owner, limits) + order
    return f"select {counted}, t.* from {MEMBERS}, lateral ({rows}) t {order}"


def select(table, wanted, owner, conditions):
    held = " and ".join((owner, table.shown, *conditions))
    return f"select {wanted} from {table.source} t where {held}"


def wanted_sql(table, keys, *more):
    """The columns asked for, and those that every row needs to be written."""
    known = {column.key: column.sql for column in table.columns}
    wanted = [key for key in known if key in keys]
    every = dict.fromkeys((*wanted, *table.also, table.id_key, *more))
    return ", ".join(known.get(key, f"t.{key}") for key in every)


def all_sql(table, keys, most, conditions=()):
    """The statement of an export: newest first, so many at the most (P12)."""
    order = f" order by t.{table.order} desc, t.{table.id_key} desc limit {most}"
    return select(table, wanted_sql(table, keys), mine(table), conditions) + order


@lru_cache(maxsize=1024)
def count_sql(table, conditions=(), most=COUNTED + 1):
    """Counts exactly to the bound and no further (“1,000+”).

    It asks in the list's order, so that it walks the customer's own part of an index and not
    another customer's rows.
    """
    owner = OWN + "f.customer_id" if table.family else MINE
    order = f" order by t.{table.order} desc, t.{table.id_key} desc limit {most}"
    rows = select(table, "1", owner, conditions) + order
    if table.family:
        rows = f"select 1 from {MEMBERS}, lateral ({rows}) t limit {most}"
    return f"select count(*) as n from ({rows}) bounded"


def mine(table):
    return FAMILY if table.family else MINE
