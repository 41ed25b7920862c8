"""What was left of paying."""

from migrations.statements import run

revision = "0043_payment_ends"
down_revision = "0042_imports"


def upgrade():
    run("0043_payment_ends.sql")
