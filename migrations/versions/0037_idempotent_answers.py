"""Answers that are given again to the same call."""

from migrations.statements import run

revision = "0037_idempotent_answers"
down_revision = "0036_waiting_money"


def upgrade():
    run("0037_idempotent_answers.sql")
