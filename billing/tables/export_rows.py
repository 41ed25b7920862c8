"""The first sheet of an export: a tab's records, streamed from the database."""

import time

from flask_babel import gettext as _

from billing.tables import export_formats
from billing.tables.export_source import batches
from billing.tables.sheet import Sheet
from config.languages import locale, zone_name

REPORTED = 1.0  # seconds between two words to the waiting page
WRITTEN_FROM = {"status": "status_word"}
AMOUNTS = ("money", "price")


class Rows:
    """Iterate once; `done` counts."""

    def __init__(self, export, columns, totals, cells):
        self.export, self.columns, self.totals, self.cells = export, columns, totals, cells
        self.table = export.table
        self.with_currency = any(column.kind in AMOUNTS for column in columns) and not any(
            column.key == "currency" for column in columns)
        self.done, self.reported = 0, time.monotonic()

    def sheet(self, raw):
        more = [("text", _("Currency"), "")] if self.with_currency else []
        heads = [(each.kind, self.heading(each), self.format(each)) for each in self.columns] + more
        return Sheet(
            title=_(self.table.title),
            headings=[heading for _kind, heading, _format in heads],
            formats=[shape for _kind, _heading, shape in heads],
            widths=[export_formats.width(kind, heading) for kind, heading, _format in heads],
            rows=self.rows(raw),
        )

    def heading(self, column):
        """A time of day says in which zone it is told (D28)."""
        if column.kind != "datetime":
            return _(column.label)
        zone = zone_name(self.export.moment_zone)
        return _("%(heading)s (%(zone)s)", heading=_(column.label), zone=zone)

    def format(self, column):
        if column.kind == "money":
            return export_formats.money(self.totals.currencies)
        if column.kind == "number":
            return export_formats.number(self.totals.scale(column))
        shape = {"date": export_formats.day, "datetime": export_formats.moment}.get(column.kind)
        return shape(locale()) if shape else ""

    def rows(self, raw):
        filtering = self.export.view.conditions
        for names, batch in batches(raw, self.table, self.columns, filtering):
            yield from self.lines([dict(zip(names, row)) for row in batch])
            self.done += len(batch)
            self.tell()

    def lines(self, rows):
        """The cells of a batch, row by row; worked out column by column, which is faster."""
        day = self.export.day
        for row in rows:
            self.table.dress(row, day)
        currencies = [row.get("currency") for row in rows]
        written = [self.column(column, rows, currencies) for column in self.columns]
        if self.with_currency:
            written.append(currencies)
        return zip(*written)

    def column(self, column, rows, currencies):
        key = WRITTEN_FROM.get(column.kind, column.key)
        return self.cells.written(column.kind, [row[key] for row in rows], currencies)

    def tell(self):
        if time.monotonic() - self.reported >= REPORTED:
            self.export.report(self.done)
            self.reported = time.monotonic()
