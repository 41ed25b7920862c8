"""Ways to pay as they are added."""

from migrations.statements import run

revision = "0029_method_entry"
down_revision = "0028_gateway_account"


def upgrade():
    run("0029_method_entry.sql")
