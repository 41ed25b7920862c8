"""Usage events by month."""

from migrations.statements import run

revision = "0039_usage_event_months"
down_revision = "0038_record_writing"


def upgrade():
    run("0039_usage_event_months.sql")
