"""Migrations are SQL files, so that they read as what they do and can be linted as such."""

from pathlib import Path

from alembic import op

FOLDER = Path(__file__).with_name("sql")


def run(name):
    """Run the statements of a file in the migration's transaction."""
    connection = op.get_bind().connection.driver_connection
    connection.execute((FOLDER / name).read_text())
