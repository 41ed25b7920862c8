"""A signed-in page opens in one call."""

from migrations.statements import run

revision = "0010_open_visit"
down_revision = "0009_waiting_work"


def upgrade():
    run("0010_open_visit.sql")
