"""Bring the database's schema up to date."""

import click
from flask import current_app
from flask_migrate import Migrate, upgrade

from config.database import db
from config.settings import ROOT
from setup.commands.within import within


@click.command()
@within("DATABASE_OWNER_URL")
def migrate():
    """Run the migrations that the database does not have yet."""
    Migrate(current_app, db)
    upgrade(directory=str(ROOT / "migrations"))
