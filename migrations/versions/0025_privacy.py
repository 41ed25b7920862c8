"""Erased people leave the audit log, which is kept for ten years; its large files (S13, S16)."""

from migrations.statements import run

revision = "0025_privacy"
down_revision = "0024_staff_ways"


def upgrade():
    run("0025_privacy.sql")
