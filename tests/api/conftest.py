import pytest

from config.database import db
from tenants.api_key import ApiKey
from tests.api.program import Program


@pytest.fixture
def program(cast, app):
    """A program of acme, with the key that the cast has given it."""
    return Program(app, "acme", "acme-key")


@pytest.fixture
def meter(cast, app):
    """A program whose key is for usage events alone."""
    with cast.within():
        ApiKey.issue("meter", ["events"], "meter-key")
        db.session.commit()
    return Program(app, "acme", "meter-key")
