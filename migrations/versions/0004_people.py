"""Customers, contacts and portal users."""

from migrations.statements import run

revision = "0004_people"
down_revision = "0003_staff"


def upgrade():
    run("0004_people.sql")
