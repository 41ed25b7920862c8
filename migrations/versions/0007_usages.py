"""Usages."""

from migrations.statements import run

revision = "0007_usages"
down_revision = "0006_paying"


def upgrade():
    run("0007_usages.sql")
