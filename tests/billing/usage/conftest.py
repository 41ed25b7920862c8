import pytest

from app import create_app
from billing.usage.focus.intake import take
from billing.usage.focus.issuer import Issuers
from billing.usage.focus.summary import summary
from tests.billing.usage.focus_file import SMALL


@pytest.fixture
def ops(app, migrated):
    """A unit of work of ops, as a command has it."""
    with create_app(migrated, "DATABASE_OPS_URL").app_context():
        yield


@pytest.fixture
def intake(ops):
    """Take a file by issuer and tell its figures."""

    def figures(path=SMALL, month="2024-09", **mapping):
        return summary(take(path, Issuers(mapping).tenant_id, month), month)

    return figures
