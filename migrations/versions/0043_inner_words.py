"""Customers are found by the middle of a word too."""

from migrations.statements import run

revision = "0043_inner_words"
down_revision = "0042_payment_ends"


def upgrade():
    run("0043_inner_words.sql")
