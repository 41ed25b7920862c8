"""Statements that were asked for (P10)."""

from migrations.statements import run

revision = "0015_statements"
down_revision = "0014_subscriptions"


def upgrade():
    run("0015_statements.sql")
