"""What a portal user sees of their visits and chooses for themselves (R10, P19)."""

from migrations.statements import run

revision = "0019_accounts"
down_revision = "0018_exports"


def upgrade():
    run("0019_accounts.sql")
