"""Placeholder."""

from migrations.statements import run

revision = "0025_privacy"
down_revision = "0024_staff_ways"


def upgrade():
    run("0025_privacy.sql")
