"""The Credits tab (P5); its balance is what is not applied yet."""

from billing.tables.column import Choice, Column
from billing.tables.table import Table
from config.languages import N_, P_

LOOKS = {"Open": "posted", "Applied": "paid", "Reversed": "neutral"}
WORDS = {
    "Open": P_("credit", "Open"),
    "Applied": P_("credit", "Applied"),
    "Reversed": P_("credit", "Reversed"),
}
STATUSES = tuple(
    Choice(each, f"t.status = '{each}'", said, LOOKS[each]) for each, said in WORDS.items()
)
INVOICES = (
    "(select string_agg(a.invoice_id, ', ' order by a.allocation_id) from allocation a"
    " where a.tenant_id = t.tenant_id and a.credit_id = t.credit_id)"
)


def dress(row, today):
    row["status_word"], row["status_css"] = WORDS[row["status"]], LOOKS[row["status"]]
    row["href"] = f"/portal/credits/{row['credit_id']}"
    row["pdf"] = f"{row['href']}.pdf"


CREDITS = Table(
    key="credits",
    title=N_("Credits"),
    source="credit",
    id_key="credit_id",
    order="credit_date",
    also=("currency", "status"),
    dress=dress,
    export_label=N_("Export Credits"),
    empty=(
        N_("No credits"),
        N_("A credit note that you are given appears here, with what is left of it."),
    ),
    columns=(
        Column("credit_id", N_("Credit ID"), "id"),
        Column("credit_date", N_("Credit date"), "date"),
        Column("credit_amount", N_("Amount"), "money"),
        Column("applied_amount", N_("Applied amount"), "money", on=False),
        Column("unapplied_amount", N_("Balance"), "money"),
        Column("currency", N_("Currency")),
        Column("reference_number", N_("Reference")),
        Column("status", N_("Status"), "status", choices=STATUSES, on=False),
        Column("invoices", N_("Applied to"), "text", INVOICES, sortable=False, on=False),
        Column("notes", N_("Notes"), sortable=False, on=False),
        Column("pdf", N_("PDF"), "pdf", "null", sortable=False),
    ),
)
