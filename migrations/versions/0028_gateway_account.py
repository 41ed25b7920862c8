"""What a tenant pays with."""

from migrations.statements import run

revision = "0028_gateway_account"
down_revision = "0027_templates_more"


def upgrade():
    run("0028_gateway_account.sql")
