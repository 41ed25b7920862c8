"""Bring the database's schema up to date."""

import click
from flask_migrate import upgrade

from config.settings import ROOT
from setup.commands.within import within


@click.command()
@within("DATABASE_OWNER_URL")
def migrate():
    """Run the migrations that the database does not have yet."""
    upgrade(directory=str(ROOT / "migrations"))
