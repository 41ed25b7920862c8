"""The Usages tab (P7), there only where there is usage (P3)."""

from billing.tables.column import Choice, Column
from billing.tables.table import Table
from config.languages import N_

PROPERTIES = (
    "(select string_agg(p.name || ': ' || p.value, ', ' order by p.name)"
    " from jsonb_each_text(t.custom_fields) p(name, value))"
)
INVOICED = (Choice(N_("Yes"), "t.invoiced"), Choice(N_("No"), "not t.invoiced"))


def dress(row, today):
    row["href"] = f"/portal/usages/{row['usage_id']}"


USAGES = Table(
    key="usages",
    title=N_("Usages"),
    source="usage",
    id_key="usage_id",
    order="date",
    also=("currency", "unit_of_measure"),
    dress=dress,
    export_label=N_("Export Usage Records"),
    empty=(N_("No usage yet"), N_("What you use appears here as it is recorded.")),
    columns=(
        Column("usage_id", N_("Usage ID"), "id"),
        Column("product_name", N_("Product"), on=False),
        Column("description", N_("Description")),
        Column("date", N_("Date"), "date"),
        Column("quantity", N_("Quantity"), "number"),
        Column("unit_of_measure", N_("Unit of measure")),
        Column("cost", N_("Cost"), "price", sortable=False, summed=True, on=False),
        Column("currency", N_("Currency"), on=False),
        Column("invoiced", N_("Invoice status"), "flag", choices=INVOICED),
        Column("invoice_id", N_("Invoice ID"), sortable=False, on=False),
        Column("subscription_id", N_("Subscription ID"), sortable=False, on=False),
        Column("charge_id", N_("Charge ID"), sortable=False, on=False),
        Column("custom_fields", N_("Properties"), "text", PROPERTIES, sortable=False, on=False),
    ),
)
