"""What portal users ask staff to change (D19, P21)."""

from migrations.statements import run

revision = "0016_change_requests"
down_revision = "0015_statements"


def upgrade():
    run("0016_change_requests.sql")
