"""The Credits tab (P5); its balance is what is not applied yet."""

from billing.tables.column import Column
from billing.tables.table import Table


def dress(row, today):
    row["href"] = f"/portal/credits/{row['credit_id']}"


CREDITS = Table(
    key="credits",
    title="Credits",
    source="credit",
    id_key="credit_id",
    order="credit_date",
    also=("currency",),
    dress=dress,
    export_label="Export Credits",
    empty=("No credits", "A credit note that you are given appears here until it is used up."),
    columns=(
        Column("credit_id", "Credit ID", "id"),
        Column("credit_date", "Credit date", "date"),
        Column("credit_amount", "Amount", "money"),
        Column("unapplied_amount", "Balance", "money"),
        Column("currency", "Currency"),
        Column("reference_number", "Reference"),
    ),
)
