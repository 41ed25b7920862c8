"""The Usage Events tab (P8): the one with millions of rows, so each order and filter has an index.

It sorts by the two moments alone (D30); texts are looked for as whole words.
"""

from billing.tables.column import Choice, Column, looks_of
from billing.tables.table import Table
from billing.usage.usage_event import mark
from config.languages import N_

STATUSES = (
    Choice(N_("Received"), "t.status = 'Received'", look="processing"),
    Choice(N_("Processed"), "t.status = 'Processed'", look="paid"),
    Choice(N_("Rejected"), "t.status = 'Rejected'", look="declined"),
)
LOOKS = looks_of(STATUSES)
# All are one customer's (D23): looked up once, not for each row.
CUSTOMER = (
    "(select c.name from customer c where c.tenant_id = current_setting('app.tenant_id')::int"
    " and c.customer_id = current_setting('app.customer_id'))"
)
PROPERTIES = "translate(t.properties::text, '{}\"', '')"


def address(event_id, occurred_at):
    """An event's page; a mark of the moment tells it from others of the same id (D30)."""
    return f"/portal/usage-events/{event_id}?at={mark(event_id, occurred_at)}"


def dress(row, today):
    row["status_word"], row["status_css"] = row["status"], LOOKS[row["status"]]
    row["href"] = address(row["event_id"], row["occurred_at"])


USAGE_EVENTS = Table(
    key="usage_events",
    title=N_("Usage Events"),
    source="usage_event",
    id_key="event_id",
    order="occurred_at",
    also=("status", "occurred_at"),
    tie=("occurred_at",),
    dress=dress,
    export_label=N_("Export Usage Event Records"),
    empty=(
        N_("No usage events yet"),
        N_("Each thing that is metered appears here, often before it counts as usage."),
    ),
    columns=(
        Column("event_id", N_("Event ID"), "id", sortable=False, exact=True),
        Column("customer_name", N_("Customer"), "text", CUSTOMER, sortable=False,
               filterable=False),
        Column("occurred_at", N_("Date"), "datetime"),
        Column("event_type", N_("Event type"), sortable=False, exact=True),
        Column("status", N_("Status"), "status", sortable=False, choices=STATUSES),
        Column("source", N_("Source"), sortable=False, exact=True),
        Column("ingested_on", N_("Ingested on"), "datetime"),
        Column("properties", N_("Properties"), "text", PROPERTIES, sortable=False,
               filterable=False, on=False),
    ),
)
