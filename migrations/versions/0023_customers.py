"""What customer accounts keep besides (A9)."""

from migrations.statements import run

revision = "0023_customers"
down_revision = "0022_templates"


def upgrade():
    run("0023_customers.sql")
