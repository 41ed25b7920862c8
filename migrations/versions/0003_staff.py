"""Staff, their roles, visits and links, and the keys of programs."""

from migrations.statements import run

revision = "0003_staff"
down_revision = "0002_settings"


def upgrade():
    run("0003_staff.sql")
