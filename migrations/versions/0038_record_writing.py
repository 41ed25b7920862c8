"""Records that programs write."""

from migrations.statements import run

revision = "0038_record_writing"
down_revision = "0037_idempotent_answers"


def upgrade():
    run("0038_record_writing.sql")
