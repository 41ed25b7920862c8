"""Invoices, payments, credits and what was applied to what."""

from migrations.statements import run

revision = "0005_ledger"
down_revision = "0004_people"


def upgrade():
    run("0005_ledger.sql")
