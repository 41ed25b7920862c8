"""The Payments tab (P6)."""

from flask_babel import gettext as _

from billing.gateways import reasons
from billing.ledger.payment import RECEIPTED
from billing.tables.column import Choice, Column, looks_of
from billing.tables.table import Table
from config.languages import N_

STATUSES = (
    Choice(N_("Processing"), "t.status = 'Processing'", look="processing"),
    Choice(N_("Processed"), "t.status = 'Processed'", look="paid"),
    Choice(N_("Declined"), "t.status = 'Declined'", look="declined"),
    Choice(N_("Refunded"), "t.status = 'Refunded'"),
    Choice(N_("Voided"), "t.status = 'Voided'"),
    Choice(N_("Charged Back"), "t.status = 'Charged Back'", look="declined"),
)
LOOKS = looks_of(STATUSES)
TYPES = tuple(
    Choice(word, f"t.payment_type = '{word}'") for word in (N_("Electronic"), N_("External"))
)


def reason(text):
    """Records keep the whole text, which is the same for whoever reads it."""
    literal = text.replace("'", "''")
    return Choice(text, f"t.failure_reason = '{literal}'")


REASONS = tuple(map(reason, dict.fromkeys([*reasons.REASONS.values(), reasons.TAKEN_BACK])))
INVOICES = (
    "(select string_agg(a.invoice_id, ', ' order by a.allocation_id) from allocation a"
    " where a.tenant_id = t.tenant_id and a.payment_id = t.payment_id)"
)


def dress(row, today):
    row["status_word"] = row["status"]
    row["status_css"] = LOOKS[row["status"]]
    row["href"] = f"/portal/payments/{row['payment_id']}"
    row["pdf"] = f"{row['href']}/receipt.pdf" if row["status"] in RECEIPTED else None
    for key in row.keys() & {"payment_type", "failure_reason"}:
        row[key] = _(row[key])


PAYMENTS = Table(
    key="payments",
    title=N_("Payments"),
    source="payment",
    id_key="payment_id",
    order="payment_date",
    also=("currency", "status"),
    dress=dress,
    export_label=N_("Export Payments"),
    empty=(
        N_("No payments yet"),
        N_("What you pay appears here, also when it was paid elsewhere."),
    ),
    columns=(
        Column("payment_id", N_("Payment ID"), "id"),
        Column("payment_date", N_("Payment date"), "date"),
        Column("payment_method", N_("Payment method")),
        Column("payment_type", N_("Payment type"), choices=TYPES, on=False),
        Column("reference_number", N_("Reference"), on=False),
        Column("payment_amount", N_("Amount"), "money"),
        Column("applied_amount", N_("Applied amount"), "money", on=False),
        Column("unapplied_amount", N_("Unapplied amount"), "money", on=False),
        Column("refunded_amount", N_("Refunded amount"), "money", on=False),
        Column("currency", N_("Currency"), on=False),
        Column("invoices", N_("Invoices"), "text", INVOICES, sortable=False, on=False),
        Column("status", N_("Status"), "status", choices=STATUSES),
        Column("failure_reason", N_("Reason"), sortable=False, choices=REASONS, on=False),
        Column("notes", N_("Notes"), sortable=False, on=False),
        Column("pdf", N_("Receipt"), "pdf", "null", sortable=False),
    ),
)
