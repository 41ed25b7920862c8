import pytest

from tests.api.program import Program


@pytest.fixture
def program(cast, app):
    """A program of acme, with the key that the cast has given it."""
    return Program(app, "acme", "acme-key")
