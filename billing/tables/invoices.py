"""The Invoices tab (P4); drafts are never shown."""

from operator import itemgetter

from billing.ledger.invoice import OPEN
from billing.tables.column import Choice, Column, looks_of
from billing.tables.table import Table
from config.languages import N_

ATTACHMENTS = (
    "(select jsonb_agg(jsonb_build_array(a.attachment_id, a.name))"
    " from attachment a where a.tenant_id = t.tenant_id and a.invoice_id = t.invoice_id)"
)
# Whose a child's invoice is; asked only for a parent (P13).
WHOSE = (
    "(case when array_length(current_setting('app.family')::text[], 1) > 1 then"
    " (select k.name from customer k"
    " where k.tenant_id = t.tenant_id and k.customer_id = t.customer_id) end)"
)
IN_TIME = "t.due_date >= {today}"
STATUSES = (
    Choice(N_("Posted"), f"t.status = 'Posted' and {IN_TIME}", look="posted"),
    Choice(N_("Partially Paid"), f"t.status = 'Partially Paid' and {IN_TIME}", look="partial"),
    Choice(N_("Past due"), "t.status in ('Posted', 'Partially Paid') and t.due_date < {today}",
           look="pastdue"),
    Choice(N_("Paid"), "t.status = 'Paid'", look="paid"),
    Choice(N_("Reversed"), "t.status = 'Reversed'"),
)
LOOKS = looks_of(STATUSES)


def standing(status, due_date, today):
    """The word and look of an invoice's state; past due is told instead of open (P4, D28)."""
    late = status in OPEN and due_date < today
    word = "Past due" if late else status
    return word, LOOKS[word]


def dress(row, today):
    row["status_word"], row["status_css"] = standing(row["status"], row["due_date"], today)
    row["href"] = f"/portal/invoices/{row['invoice_id']}"
    row["pdf"] = f"{row['href']}.pdf"
    attached = row.get("attachments")
    row["attachments"] = attached and [
        {"href": f"{row['href']}/attachments/{number}", "name": name}
        for number, name in sorted(attached, key=itemgetter(1, 0))
    ] or ()


INVOICES = Table(
    key="invoices",
    title=N_("Invoices"),
    source="invoice",
    id_key="invoice_id",
    order="invoice_date",
    shown="t.status <> 'Draft'",
    also=("currency", "status", "due_date"),
    dress=dress,
    family=True,
    export_label=N_("Export Invoices"),
    empty=(
        N_("No invoices yet"),
        N_("Your invoices appear here as soon as the first one is posted."),
    ),
    columns=(
        Column("invoice_id", N_("Invoice ID"), "id"),
        Column("customer_name", N_("Customer"), source=WHOSE, sortable=False),
        Column("invoice_date", N_("Invoice date"), "date"),
        Column("due_date", N_("Due date"), "date"),
        Column("subtotal", N_("Subtotal"), "money", on=False),
        Column("invoice_tax", N_("Tax"), "money", on=False),
        Column("invoice_amount", N_("Total"), "money"),
        Column("paid_amount", N_("Amount paid"), "money", on=False),
        Column("balance", N_("Balance"), "money"),
        Column("currency", N_("Currency"), on=False),
        Column("status", N_("Status"), "status", choices=STATUSES),
        Column("payment_terms", N_("Payment terms"), on=False),
        Column("notes", N_("Notes"), sortable=False, on=False),
        Column("attachments", N_("Attachments"), "attachments", ATTACHMENTS, sortable=False),
        Column("pdf", N_("PDF"), "pdf", "null", sortable=False),
    ),
)
