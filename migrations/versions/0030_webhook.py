"""What gateways tell unasked."""

from migrations.statements import run

revision = "0030_webhook"
down_revision = "0029_method_entry"


def upgrade():
    run("0030_webhook.sql")
