"""Letters about money."""

from migrations.statements import run

revision = "0035_money_mails"
down_revision = "0034_pay_now"


def upgrade():
    run("0035_money_mails.sql")
