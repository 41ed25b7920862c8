"""A record of Atlas Orion whose every value stands nowhere else."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from config import formats

CUSTOMER = "C-1001"
LONG_AGO = date(1987, 5, 17)


@dataclass(frozen=True)
class Specimen:
    """`enter` writes it into the tenant at hand; `values` are raw ones by column key.

    `tells` are texts that would give a field away beside its value, such as “in 17 days” for a
    due date; each stands on the record's page while the field shows. `others` are ids of records
    that a field shows on instead; `elsewhere` are pages that could repeat a value.
    """

    tab: str
    record_id: str
    enter: object
    values: dict
    tells: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)
    elsewhere: dict = field(default_factory=dict)

    def page(self, key):
        return f"/portal/{self.tab.replace('_', '-')}/{self.others.get(key, self.record_id)}"

    def raw(self, column):
        """The raw value; one that moves with today is a function."""
        value = self.values[column.key]
        return value() if callable(value) else value

    def written(self, column):
        """The value as a page shows it."""
        value = self.raw(column)
        if column.kind == "money":
            return formats.money(value, "USD")
        if column.kind == "price":
            return formats.price(value, "USD")
        if isinstance(value, datetime):
            return formats.moment(value, "America/New_York")
        if isinstance(value, date):
            return formats.day(value)
        return formats.number(value) if isinstance(value, Decimal) else value

    def cell(self, column):
        """The value as the text of a cell of an export."""
        value = self.raw(column)
        if column.kind == "money":
            return str(float(Decimal(value).scaleb(-2)))
        if isinstance(value, Decimal):
            return str(float(value))
        if isinstance(value, datetime):
            return value.astimezone(ZoneInfo("America/New_York")).date().isoformat()
        return value.isoformat() if isinstance(value, date) else value
