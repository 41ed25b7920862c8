"""The second sheet: exact totals by currency and unit, those of each status below them, and what
did not fit the first (D31).
"""

from decimal import Decimal, localcontext

from flask_babel import gettext as _

from billing.tables import export_formats
from billing.tables.export_source import UNIT
from billing.tables.sheet import MOST_ROWS, Sheet
from config.amounts import EXACT, decimal_amount


class Totals:
    """Made from the figures by group; `count` and `currencies` are known before the first row.

    `statuses` are the choices that `standing` in a group is one of.
    """

    def __init__(self, columns, statuses, names, rows):
        self.numeric = [column for column in columns if column.numeric]
        self.groups = [dict(zip(names, row, strict=True)) for row in rows]
        found = {group["standing"] for group in self.groups}
        self.statuses = [each for each in statuses if each.word in found] if len(found) > 1 else ()
        self.count = sum(group["n"] for group in self.groups)
        self.currencies = {group["currency"] for group in self.groups if group.get("currency")}

    def scale(self, column):
        """The most digits behind the point that a number of the column has."""
        return max((group[f"{column.key}_scale"] or 0 for group in self.groups), default=0)

    def sums(self, column, status=None):
        """[(currency or unit, records, exact total)] of a numeric column, where it has a value; of
        all records, or of those of one status.
        """
        per, found = UNIT if column.kind == "number" else "currency", {}
        with localcontext(EXACT):
            for group in self.groups:
                if group[f"{column.key}_count"] and status in (None, group["standing"]):
                    entry = found.setdefault(group.get(per) or "", [0, Decimal()])
                    entry[0] += group[f"{column.key}_count"]
                    entry[1] += group[column.key]
            return [(unit, records, self.total(column, total, unit))
                    for unit, (records, total) in sorted(found.items())]

    @staticmethod
    def total(column, amount, currency):
        return decimal_amount(amount, currency) if column.kind == "money" else amount

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
            yield from self.lines(cells, _(column.label), self.sums(column))
            for status in self.statuses:
                told = _("%(name)s: %(value)s", name=_(column.label), value=_(status.label))
                yield from self.lines(cells, told, self.sums(column, status.word))
        for note in self.notes(cells):
            yield note, None, None, None

    @staticmethod
    def lines(cells, heading, sums):
        for per, records, total in sums:
            yield heading, *cells.text([per]), records, cells.number(total)

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
