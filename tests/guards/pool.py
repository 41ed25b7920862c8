"""A small pool of connections, so that whatever lingers on one meets the next tenant at once."""

import pytest

from app import create_app
from config import settings


@pytest.fixture
def pooled(migrated, monkeypatch):
    """Makes an app over a pool of so many connections."""
    made = []

    def make(size):
        usual = settings.flask_config

        def small(values, database):
            options = {"pool_size": size, "max_overflow": 0, "pool_timeout": 20}
            return {**usual(values, database), "SQLALCHEMY_ENGINE_OPTIONS": options}

        with monkeypatch.context() as patch:
            patch.setattr(settings, "flask_config", small)
            made.append(create_app(migrated))
        return made[-1]

    yield make
    from config.database import db

    for app in made:
        with app.app_context():
            db.engine.dispose()
