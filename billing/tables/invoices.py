"""The Invoices tab (P4); drafts are never shown."""

from billing.ledger.invoice import OPEN
from billing.tables.column import Column
from billing.tables.table import Table

LOOKS = {"Posted": "posted", "Partially Paid": "partial", "Paid": "paid", "Reversed": "neutral"}
ATTACHMENTS = (
    "(select jsonb_agg(jsonb_build_array(a.attachment_id, a.name) order by a.name)"
    " from attachment a where a.tenant_id = t.tenant_id and a.invoice_id = t.invoice_id)"
)


def standing(status, due_date, today):
    """The word and look of an invoice's state; past due is told instead of open (P4, D28)."""
    late = status in OPEN and due_date < today
    return ("Past due", "pastdue") if late else (status, LOOKS[status])


def dress(row, today):
    row["status_word"], row["status_css"] = standing(row["status"], row["due_date"], today)
    row["href"] = f"/portal/invoices/{row['invoice_id']}"
    row["pdf"] = f"/portal/invoices/{row['invoice_id']}.pdf"
    row["attachments"] = [
        {"href": f"{row['href']}/attachments/{number}", "name": name}
        for number, name in row.get("attachments") or ()
    ]


INVOICES = Table(
    key="invoices",
    title="Invoices",
    source="invoice",
    id_key="invoice_id",
    order="invoice_date",
    shown="t.status <> 'Draft'",
    also=("currency", "status", "due_date"),
    dress=dress,
    export_label="Export Invoices",
    empty=("No invoices yet", "Your invoices appear here as soon as the first one is posted."),
    columns=(
        Column("invoice_id", "Invoice ID", "id"),
        Column("invoice_date", "Invoice date", "date"),
        Column("due_date", "Due date", "date"),
        Column("invoice_amount", "Total", "money"),
        Column("balance", "Balance", "money"),
        Column("status", "Status", "status"),
        Column("attachments", "Attachments", "attachments", ATTACHMENTS, sortable=False),
        Column("pdf", "PDF", "pdf", "null", sortable=False),
    ),
)
