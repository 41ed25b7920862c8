"""Usage events by their last change."""

from migrations.statements import run

revision = "0044_usage_event_changes"
down_revision = "0043_inner_words"


def upgrade():
    run("0044_usage_event_changes.sql")
