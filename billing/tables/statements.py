"""The Statements tab (P10), optional: there only where the tenant switched it on (P3)."""

from billing.ledger.statement import TEMPLATES
from billing.tables.column import Choice, Column
from billing.tables.table import Table
from config.languages import N_

KINDS = tuple(Choice(name, f"t.template_name = '{name}'") for name in TEMPLATES)


def dress(row, today):
    row["status_word"], row["status_css"] = row["template_name"], "neutral"
    row["href"] = f"/portal/statements/{row['statement_id']}"
    row["pdf"] = f"{row['href']}.pdf"


STATEMENTS = Table(
    key="statements",
    title=N_("Statements"),
    source="statement",
    id_key="statement_id",
    order="statement_date",
    also=("currency", "template_name"),
    dress=dress,
    export_label=N_("Export Statements"),
    empty=(
        N_("No statements yet"),
        N_("A statement shows what you owed, were billed and paid over a period."
           " Make one with New Statement."),
    ),
    columns=(
        Column("statement_id", N_("Statement ID"), "id"),
        Column("statement_date", N_("Statement date"), "date"),
        Column("start_date", N_("From"), "date"),
        Column("end_date", N_("To"), "date"),
        Column("template_name", N_("Type"), "status", choices=KINDS),
        Column("currency", N_("Currency"), on=False),
        Column("pdf", N_("PDF"), "pdf", "null", sortable=False),
    ),
)
