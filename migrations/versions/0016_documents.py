"""Documents that were rendered once and are kept (P14)."""

from migrations.statements import run

revision = "0016_documents"
down_revision = "0015_statements"


def upgrade():
    run("0016_documents.sql")
