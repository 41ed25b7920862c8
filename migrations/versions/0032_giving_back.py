"""Refunds and voids."""

from migrations.statements import run

revision = "0032_giving_back"
down_revision = "0031_paying_more"


def upgrade():
    run("0032_giving_back.sql")
