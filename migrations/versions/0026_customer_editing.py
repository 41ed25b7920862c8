"""Many customers at one press, found by their words; files taken back (A1, A6, A10)."""

from migrations.statements import run

revision = "0026_customer_editing"
down_revision = "0025_privacy"


def upgrade():
    run("0026_customer_editing.sql")
