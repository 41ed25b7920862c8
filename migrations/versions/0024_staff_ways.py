"""All staff may be asked for a second factor."""

from migrations.statements import run

revision = "0024_staff_ways"
down_revision = "0023_customers"


def upgrade():
    run("0024_staff_ways.sql")
