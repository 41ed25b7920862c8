"""What happened, told to the company's programs."""

from migrations.statements import run

revision = "0041_webhook_endpoints"
down_revision = "0040_usage_rollups"


def upgrade():
    run("0041_webhook_endpoints.sql")
