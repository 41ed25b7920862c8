"""Settings of a tenant."""

from migrations.statements import run

revision = "0002_settings"
down_revision = "0001_tenants"


def upgrade():
    run("0002_settings.sql")
