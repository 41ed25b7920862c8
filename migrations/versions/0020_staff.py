"""Staff's second factor and recovery codes (S12)."""

from migrations.statements import run

revision = "0020_staff"
down_revision = "0019_audit"


def upgrade():
    run("0020_staff.sql")
