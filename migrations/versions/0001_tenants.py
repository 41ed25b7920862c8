"""Tenants and the hosts they had."""

from migrations.statements import run

revision = "0001_tenants"
down_revision = None


def upgrade():
    run("0001_tenants.sql")
