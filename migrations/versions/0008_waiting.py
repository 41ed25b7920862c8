"""Work that waits: exports and mails."""

from migrations.statements import run

revision = "0008_waiting"
down_revision = "0007_usages"


def upgrade():
    run("0008_waiting.sql")
