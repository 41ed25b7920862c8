"""Autopay."""

from migrations.statements import run

revision = "0033_autopay"
down_revision = "0032_giving_back"


def upgrade():
    run("0033_autopay.sql")
