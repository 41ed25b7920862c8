"""Pay Now links."""

from migrations.statements import run

revision = "0034_pay_now"
down_revision = "0033_autopay"


def upgrade():
    run("0034_pay_now.sql")
