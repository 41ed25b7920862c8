"""Waiting work about money."""

from migrations.statements import run

revision = "0036_waiting_money"
down_revision = "0035_money_mails"


def upgrade():
    run("0036_waiting_money.sql")
