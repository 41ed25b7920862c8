"""The Payments tab (P6)."""

from billing.tables.column import Column
from billing.tables.table import Table

LOOKS = {
    "Processing": "processing",
    "Processed": "paid",
    "Declined": "declined",
    "Refunded": "neutral",
    "Voided": "neutral",
    "Charged Back": "declined",
}


def dress(row, today):
    row["status_word"] = row["status"]
    row["status_css"] = LOOKS[row["status"]]
    row["href"] = f"/portal/payments/{row['payment_id']}"


PAYMENTS = Table(
    key="payments",
    title="Payments",
    source="payment",
    id_key="payment_id",
    order="payment_date",
    also=("currency", "status"),
    dress=dress,
    export_label="Export Payments",
    empty=("No payments yet", "What you pay appears here, also when it was paid elsewhere."),
    columns=(
        Column("payment_id", "Payment ID", "id"),
        Column("payment_date", "Payment date", "date"),
        Column("payment_method", "Payment method"),
        Column("payment_amount", "Amount", "money"),
        Column("status", "Status", "status"),
    ),
)
