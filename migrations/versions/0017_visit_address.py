"""From which address a portal user signed in (R10)."""

from migrations.statements import run

revision = "0017_visit_address"
down_revision = "0016_change_requests"


def upgrade():
    run("0017_visit_address.sql")
