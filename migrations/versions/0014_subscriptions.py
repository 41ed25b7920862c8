"""Subscriptions with their lines (P9)."""

from migrations.statements import run

revision = "0014_subscriptions"
down_revision = "0013_usage_events"


def upgrade():
    run("0014_subscriptions.sql")
