"""The Usages tab (P7), there only where there is usage (P3)."""

from billing.tables.column import Column
from billing.tables.table import Table


def dress(row, today):
    row["href"] = f"/portal/usages/{row['usage_id']}"


USAGES = Table(
    key="usages",
    title="Usages",
    source="usage",
    id_key="usage_id",
    order="date",
    also=("currency", "unit_of_measure"),
    dress=dress,
    export_label="Export Usage Records",
    empty=("No usage yet", "What you use appears here as it is recorded."),
    columns=(
        Column("usage_id", "Usage ID", "id"),
        Column("description", "Description"),
        Column("date", "Date", "date"),
        Column("quantity", "Quantity", "number"),
        Column("unit_of_measure", "Unit of measure"),
        Column("invoiced", "Invoice status", "flag"),
    ),
)
