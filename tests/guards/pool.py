"""A small pool of connections, so that whatever lingers on one meets the next tenant at once."""

import pytest

from app import create_app
from config import pipeline, settings
from config.database import db

usual = settings.flask_config


def of_size(size):
    """The app's configuration, but for so many connections and not one more."""
    options = {"pool_size": size, "max_overflow": 0, "pool_timeout": 20}
    return lambda *given: {**usual(*given), "SQLALCHEMY_ENGINE_OPTIONS": options}


@pytest.fixture
def pooled(migrated, monkeypatch):
    """Makes an app over a pool of so many connections."""
    made = []

    def make(size):
        with monkeypatch.context() as patch:
            patch.setattr(settings, "flask_config", of_size(size))
            made.append(create_app(migrated))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()
            pipeline.at_once().dispose()
