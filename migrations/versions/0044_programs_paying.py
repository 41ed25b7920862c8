"""Programs that pay and invite."""

from migrations.statements import run

revision = "0044_programs_paying"
down_revision = "0043_payment_ends"


def upgrade():
    run("0044_programs_paying.sql")
