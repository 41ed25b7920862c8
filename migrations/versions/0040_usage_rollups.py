"""Usage in sums, and limits that people set."""

from migrations.statements import run

revision = "0040_usage_rollups"
down_revision = "0039_usage_event_months"


def upgrade():
    run("0040_usage_rollups.sql")
