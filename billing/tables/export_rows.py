"""The rows of an export, read from a cursor on the server, and their totals."""

from collections import Counter
from decimal import Decimal

from flask_babel import gettext as _

from billing.tables.sheet import MOST_ROWS
from billing.tables.table import all_sql
from config import clock
from config.database import db
from config.formats import decimal_amount
from tenants.isolation import SET_TENANT

LEFT_OUT = ("attachments", "pdf")
BATCH = 2_000
REPORTED = 20_000


class Rows:
    """Iterate once; `done` counts, `totals()` is complete after that."""

    def __init__(self, export, table):
        self.export, self.table = export, table
        self.site_today = clock.today(export.time_zone)
        shown = table.visible(export.hidden)
        self.columns = [column for column in shown if column.kind not in LEFT_OUT]
        self.headings = [_(column.label) for column in self.columns]
        if any(column.kind == "money" for column in self.columns) and not self.has("currency"):
            self.headings.append(_("Currency"))
        self.done, self.sums = 0, Counter()

    def has(self, key):
        return any(column.key == key for column in self.columns)

    def __iter__(self):
        sql = all_sql(self.table, frozenset(column.key for column in self.columns), MOST_ROWS)
        with db.engine.connect() as connection:
            connection.execute(SET_TENANT, {"tenant": str(self.export.tenant_id)})
            raw = connection.connection.driver_connection
            raw.execute("select set_config('app.customer_id', %s, true)", [self.export.customer_id])
            with raw.cursor(name="export") as cursor:
                cursor.itersize = BATCH
                yield from map(self.cells, self.counted(cursor.execute(sql)))

    def counted(self, cursor):
        names = None
        for values in cursor:
            names = names or [column.name for column in cursor.description]
            self.done += 1
            if self.done % REPORTED == 0:
                self.export.report(self.done)
            yield dict(zip(names, values, strict=True))

    def cells(self, row):
        self.table.dress(row, self.site_today)
        self.add_up(row)
        cells = [self.cell(column, row) for column in self.columns]
        if len(cells) < len(self.headings):
            cells.append(row["currency"])
        return tuple(cells)

    def cell(self, column, row):
        value = row[column.key]
        return WRITERS.get(column.kind, as_it_is)(value, row)

    def add_up(self, row):
        for column in self.columns:
            if column.numeric and row[column.key] is not None:
                per = row["currency"] if column.kind == "money" else row.get("unit_of_measure", "")
                self.sums[column, per] += row[column.key]

    def totals(self):
        """One row per numeric field and currency or unit; read when the records are through."""
        yield _("Records"), "", self.done
        for (column, per), total in sorted(self.sums.items(), key=lambda kept: str(kept[0])):
            exact = decimal_amount(total, per) if column.kind == "money" else Decimal(total)
            yield _(column.label), per, float(exact)


def as_it_is(value, row):
    return value


WRITERS = {
    "money": lambda value, row: None if value is None
    else float(decimal_amount(value, row["currency"])),
    "number": lambda value, row: None if value is None else float(value),
    "flag": lambda value, row: _("Yes") if value else _("No"),
    "status": lambda value, row: _(row["status_word"]),
}
