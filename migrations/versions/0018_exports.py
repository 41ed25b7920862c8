"""Exports with their filter and columns (P12)."""

from migrations.statements import run

revision = "0018_exports"
down_revision = "0017_change_requests"


def upgrade():
    run("0018_exports.sql")
