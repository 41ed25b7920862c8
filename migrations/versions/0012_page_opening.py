"""What the opening of a page tells besides: columns, family, the header (P2, P11, P13)."""

from migrations.statements import run

revision = "0012_page_opening"
down_revision = "0011_withdrawn_mail"


def upgrade():
    run("0012_page_opening.sql")
