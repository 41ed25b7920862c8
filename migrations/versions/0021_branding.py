"""What the setup of a portal keeps besides (S3 to S6, D10)."""

from migrations.statements import run

revision = "0021_branding"
down_revision = "0020_staff"


def upgrade():
    run("0021_branding.sql")
