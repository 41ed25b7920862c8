"""The Subscriptions tab (P9): a row tells its first line, how many more there are, and their sum.

A draft is not agreed yet, so nobody sees it. Days that can be missing do not sort.
"""

from billing.tables.column import Choice, Column, looks_of
from billing.tables.table import Table
from config.languages import N_

STATUSES = (
    Choice(N_("Active"), "t.status = 'Active'", look="paid"),
    Choice(N_("Paused"), "t.status = 'Paused'", look="pending"),
    Choice(N_("Cancelled"), "t.status = 'Cancelled'"),
)
LOOKS = looks_of(STATUSES)
RENEWS = (Choice(N_("Yes"), "t.auto_renew"), Choice(N_("No"), "not t.auto_renew"))
LINES = (
    "subscription_line l"
    " where l.tenant_id = t.tenant_id and l.subscription_id = t.subscription_id"
)
COUNT = f"(select count(*) from {LINES})"
PERIODS = f"(select count(distinct l.billing_period) from {LINES})"
TOTAL = f"(select sum(l.quantity * l.effective_price) from {LINES} having {PERIODS} = 1)"


def every(name):
    """SQL for the different words of all lines, in their order."""
    return (
        f"(select string_agg(w.word, ', ' order by w.place) from (select l.{name} as word,"
        f" min(l.line_no) as place from {LINES} and l.{name} <> '' group by 1) w)"
    )


def first(name):
    """SQL for what the first line says."""
    return (
        f"(select l.{name} from {LINES} order by l.line_no, l.subscription_line_id limit 1)"
    )


PLAN = f"ltrim({first('plan_name')} || coalesce(' +' || nullif({COUNT} - 1, 0), ''))"


def of_lines(name, label, kind="text", source=every, on=False):
    return Column(name, label, kind, source(name), sortable=False, on=on)


def dress(row, today):
    row["status_word"], row["status_css"] = row["status"], LOOKS[row["status"]]
    row["href"] = f"/portal/subscriptions/{row['subscription_id']}"


SUBSCRIPTIONS = Table(
    key="subscriptions",
    title=N_("Subscriptions"),
    source="subscription",
    id_key="subscription_id",
    order="service_start_date",
    shown="t.status <> 'Draft'",
    also=("currency", "status"),
    dress=dress,
    export_label=N_("Export Subscriptions"),
    empty=(
        N_("No subscriptions"),
        N_("What you subscribe to appears here, with its price and the date of its next invoice."),
    ),
    columns=(
        Column("subscription_id", N_("Subscription ID"), "id"),
        of_lines("product_name", N_("Product")),
        Column("plan_name", N_("Plan"), "text", PLAN, sortable=False),
        of_lines("charge_name", N_("Charge name")),
        of_lines("charge_id", N_("Charge ID")),
        of_lines("pricing_model", N_("Pricing model")),
        of_lines("quantity", N_("Quantity"), "number", first, on=True),
        of_lines("unit_of_measure", N_("Unit of measure"), source=first),
        of_lines("list_price", N_("List price"), "price", first),
        of_lines("effective_price", N_("Price"), "price", first, on=True),
        of_lines("billing_period", N_("Billing period"), on=True),
        Column("amount", N_("Total per period"), "price", TOTAL, sortable=False),
        Column("currency", N_("Currency"), on=False),
        Column("current_period_start_date", N_("Period start"), "date", sortable=False),
        Column("current_period_end_date", N_("Period end"), "date", sortable=False),
        Column("status", N_("Status"), "status", choices=STATUSES),
        Column("next_invoice_date", N_("Next invoice date"), "date", sortable=False),
        Column("service_start_date", N_("Service start"), "date", on=False),
        Column("billing_start_date", N_("Billing start"), "date", sortable=False, on=False),
        Column("contract_term", N_("Contract term"), on=False),
        Column("renewal_term", N_("Renewal term"), on=False),
        Column("auto_renew", N_("Renews automatically"), "flag", choices=RENEWS, on=False),
        Column("cancellation_date", N_("Cancelled on"), "date", sortable=False, on=False),
    ),
)
