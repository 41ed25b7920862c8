"""A FOCUS file, read row by row, so that its length does not matter."""

from billing.imports.csv_file import CsvFile
from billing.imports.refused import Refused, Unreadable
from billing.usage.focus.charge import charge

NEEDED = ("BilledCost", "BillingCurrency", "BillingPeriodStart", "ChargeCategory",
          "ChargePeriodStart")


class FocusFile(CsvFile):
    """Raises Unreadable where it is no FOCUS file, and OSError."""

    def __init__(self, path):
        super().__init__(path)
        lacking = [name for name in NEEDED if name not in self.header]
        if lacking:
            raise Unreadable(f"its first row names no column {', '.join(lacking)}")

    def charges(self, journal):
        """Rows from where the journal stands, the content of each a Charge or a Refused."""
        rows = self.rows(journal.place, journal.row) if journal.resumed else self.rows()
        return (row._replace(content=read(row)) for row in rows)


def read(row):
    try:
        return charge(row.readable)
    except Refused as refused:
        return refused
