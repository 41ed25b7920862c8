"""${message}."""

from migrations.statements import run

revision = "${up_revision}"
down_revision = "${down_revision}"


def upgrade():
    run("${up_revision}.sql")
