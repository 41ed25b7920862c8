"""The header's statements keep their plan from page to page (P2)."""

from migrations.statements import run

revision = "0018_header_plan"
down_revision = "0017_visit_address"


def upgrade():
    run("0018_header_plan.sql")
