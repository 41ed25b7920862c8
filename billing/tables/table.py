"""What a tab is: its columns, its order, its records (P11); described once, listed everywhere."""

from dataclasses import dataclass
from functools import lru_cache

from billing.tables.column import Column

PAGE = 25
COUNTED = 1000
MINE = (
    "t.tenant_id = current_setting('app.tenant_id')::int"
    " and t.customer_id = current_setting('app.customer_id')"
)


@dataclass(frozen=True)
class Table:
    """Records of one customer, newest first unless asked otherwise.

    `shown` is the SQL condition that every reader of this tab is held to; `also` are columns that
    rows need beside the visible ones. `dress` completes a row, given the row and today.
    """

    key: str
    title: str
    source: str
    id_key: str
    order: str
    columns: tuple[Column, ...]
    shown: str = "true"
    also: tuple[str, ...] = ()
    dress: object = None
    export_label: str = ""
    empty: tuple[str, str] = ("", "")

    def visible(self, hidden):
        """The columns without those that the tenant unticked; the id's always stays (D29)."""
        return tuple(
            column for column in self.columns
            if column.key == self.id_key or column.key not in hidden
        )

    def sorts(self, hidden):
        return {column.key for column in self.visible(hidden) if column.sortable}


@lru_cache(maxsize=1024)
def list_sql(table, keys, sort, falling, paged):
    """The statement of one page; only descriptions go into its text, values stay parameters.

    It asks for one row more than a page holds, which tells whether there are more.
    """
    wanted = wanted_sql(table, keys, sort)
    compare, direction = ("<", "desc") if falling else (">", "asc")
    beyond = f"and (t.{sort}, t.{table.id_key}) {compare} (%s, %s)" if paged else ""
    return (
        f"select {wanted} from {table.source} t"
        f" where {MINE} and {table.shown} {beyond}"
        f" order by t.{sort} {direction}, t.{table.id_key} {direction} limit {PAGE + 1}"
    )  # noqa: S608


def wanted_sql(table, keys, *more):
    """The columns asked for, and those that every row needs to be written."""
    wanted = {column.key: column.sql for column in table.columns if column.key in keys}
    named = (*table.also, table.id_key, *more)
    return ", ".join((wanted | {key: f"t.{key}" for key in named if key not in wanted}).values())


def all_sql(table, keys, most):
    """The statement of an export: newest first, so many at the most (P12)."""
    return (
        f"select {wanted_sql(table, keys)} from {table.source} t where {MINE} and {table.shown}"
        f" order by t.{table.order} desc, t.{table.id_key} desc limit {most}"
    )  # noqa: S608


@lru_cache(maxsize=64)
def count_sql(table):
    """Counts exactly to the bound and no further (“1,000+”)."""
    return (
        f"select count(*) as n from (select 1 from {table.source} t where {MINE} and {table.shown}"
        f" limit {COUNTED + 1}) bounded"
    )  # noqa: S608
