"""Alembic runs as the owner of the schema (D16), never as the app."""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, text

from config.database import Base


def migrate():
    """Waits for no lock longer than two seconds: an upgrade must not stop the traffic."""
    engine = create_engine(current_app.config["DATABASE_OWNER_URL"])
    with engine.connect() as connection:
        connection.execute(text("set lock_timeout = '2s'"))
        connection.commit()
        context.configure(connection=connection, target_metadata=Base.metadata)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


migrate()
