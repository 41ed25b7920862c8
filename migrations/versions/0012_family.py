"""The columns that a user has switched on, and the customers of a parent (P11, P13)."""

from migrations.statements import run

revision = "0012_family"
down_revision = "0011_withdrawn_mail"


def upgrade():
    run("0012_family.sql")
