"""Usage events as they were metered (P8, D30)."""

from migrations.statements import run

revision = "0013_usage_events"
down_revision = "0012_page_opening"


def upgrade():
    run("0013_usage_events.sql")
