"""What the sweeper may see across tenants."""

from migrations.statements import run

revision = "0009_waiting_work"
down_revision = "0008_waiting"


def upgrade():
    run("0009_waiting_work.sql")
