import pytest

from billing.imports.journal import Journal, identity
from billing.usage.focus.file import FocusFile
from billing.usage.focus.intake import take
from billing.usage.focus.issuer import Issuers
from billing.usage.focus.summary import summary
from billing.usage.focus.tally import Tally
from tests.billing.usage.focus_file import SMALL


@pytest.fixture
def ops(app, ops_app):
    """A unit of work of ops, as a command has it."""
    with ops_app.app_context():
        yield


@pytest.fixture
def intake(ops, tmp_path):
    """Take a file by issuer and tell its figures."""

    def figures(path=SMALL, month="2024-09", **mapping):
        with Journal(tmp_path / "errors.csv", identity(path), Tally()) as journal:
            take(FocusFile(path), Issuers(mapping).tenant_id, journal, month)
        return summary(journal.tally, month)

    return figures
