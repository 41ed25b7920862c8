"""The day on which an invoice was posted; a customer's payment methods by an index."""

from migrations.statements import run

revision = "0045_invoice_posted"
down_revision = "0044_usage_event_changes"


def upgrade():
    run("0045_invoice_posted.sql")
