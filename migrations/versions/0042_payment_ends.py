"""What was left of paying."""

from migrations.statements import run

revision = "0042_payment_ends"
down_revision = "0041_webhook_endpoints"


def upgrade():
    run("0042_payment_ends.sql")
