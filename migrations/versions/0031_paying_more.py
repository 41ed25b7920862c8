"""Parts, credits and more than is due."""

from migrations.statements import run

revision = "0031_paying_more"
down_revision = "0030_webhook"


def upgrade():
    run("0031_paying_more.sql")
