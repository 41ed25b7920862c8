"""Mails that nobody needs any more."""

from migrations.statements import run

revision = "0011_withdrawn_mail"
down_revision = "0010_open_visit"


def upgrade():
    run("0011_withdrawn_mail.sql")
