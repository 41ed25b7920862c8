"""Payment methods and attempts."""

from migrations.statements import run

revision = "0006_paying"
down_revision = "0005_ledger"


def upgrade():
    run("0006_paying.sql")
