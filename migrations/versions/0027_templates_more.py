"""Placeholder."""

from migrations.statements import run

revision = "0027_templates_more"
down_revision = "0026_customer_editing"


def upgrade():
    run("0027_templates_more.sql")
