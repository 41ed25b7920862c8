"""What portal users ask staff to change (D19, P21)."""

from migrations.statements import run

revision = "0017_change_requests"
down_revision = "0016_documents"


def upgrade():
    run("0017_change_requests.sql")
