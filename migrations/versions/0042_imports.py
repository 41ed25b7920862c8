"""Nothing: an import keeps its place on disk."""

from migrations.statements import run

revision = "0042_imports"
down_revision = "0041_webhook_endpoints"


def upgrade():
    run("0042_imports.sql")
