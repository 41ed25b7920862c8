"""The second sheet: exact totals by currency and unit, and what did not fit the first (D31)."""

from collections import defaultdict
from decimal import Decimal, localcontext

from flask_babel import gettext as _

from billing.tables import export_formats
from billing.tables.export_source import UNIT
from billing.tables.sheet import MOST_ROWS, Sheet
from config.amounts import EXACT, decimal_amount


class Totals:
    """Made from the figures by group; `count` and `currencies` are known before the first row."""

    def __init__(self, columns, names, rows):
        self.numeric = [column for column in columns if column.numeric]
        self.groups = [dict(zip(names, row, strict=True)) for row in rows]
        self.count = sum(group["n"] for group in self.groups)
        self.currencies = {group["currency"] for group in self.groups if group.get("currency")}

    def scale(self, column):
        """The most digits behind the point that a number of the column has."""
        return max((group[f"{column.key}_scale"] or 0 for group in self.groups), default=0)

    def sums(self, column):
        """[(currency or unit, records, exact total)] of a numeric column, where it has a value."""
        money, found = column.kind == "money", defaultdict(lambda: [0, Decimal()])
        with localcontext(EXACT):
            for group in self.groups:
                if group[f"{column.key}_count"]:
                    entry = found[group.get("currency" if money else UNIT) or ""]
                    entry[0] += group[f"{column.key}_count"]
                    entry[1] += group[column.key]
            return [(per, records, decimal_amount(total, per) if money else total)
                    for per, (records, total) in sorted(found.items())]

    def sheet(self, cells):
        return Sheet(
            title=_("Totals"),
            headings=[_("Field"), _("Per"), _("Records"), _("Total")],
            formats=["", "", export_formats.number(0), self.format()],
            widths=[30, 20, 14, 20],
            rows=self.rows(cells),
        )

    def format(self):
        kinds = {column.kind for column in self.numeric}
        if kinds == {"money"}:
            return export_formats.money(self.currencies)
        return ""

    def rows(self, cells):
        """Taken when the records are through, since they tell what did not fit."""
        yield _("All records"), None, self.count, None
        for column in self.numeric:
            for per, records, total in self.sums(column):
                yield _(column.label), *cells.text([per]), records, cells.number(total)
        for note in self.notes(cells):
            yield note, None, None, None

    def notes(self, cells):
        if self.count > MOST_ROWS:
            yield _("The first sheet holds the newest %(most)s records; the totals are of all.",
                    most=MOST_ROWS)
        if cells.cut:
            yield _("Texts that end with … were longer than a cell holds: %(count)s.",
                    count=cells.cut)
        if cells.exact:
            yield _("Numbers of more than 15 digits are written as text, exactly: %(count)s.",
                    count=cells.exact)
