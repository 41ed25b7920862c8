"""The audit log (S13)."""

from migrations.statements import run

revision = "0019_audit"
down_revision = "0018_header_plan"


def upgrade():
    run("0019_audit.sql")
