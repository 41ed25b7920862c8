"""Versions of mail templates (S7)."""

from migrations.statements import run

revision = "0022_templates"
down_revision = "0021_branding"


def upgrade():
    run("0022_templates.sql")
