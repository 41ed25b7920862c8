"""The demo in a database that is not empty."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from config.database import db
from setup.commands import demo, portico
from setup.commands.sample.cast import ACME, SANDBOX
from tenants.provision import provision
from tenants.tenant import Tenant


@pytest.fixture
def ops(app, ops_app):
    with ops_app.app_context():
        yield


@pytest.fixture
def command(app_of):
    def run(*arguments):
        return CliRunner().invoke(
            portico, ["demo", *arguments], obj=app_of)

    return run


def subdomains():
    db.session.rollback()
    return sorted(db.session.scalars(select(Tenant.subdomain)))


def test_if_empty_leaves_a_database_with_tenants_alone(ops, command):
    provision("globex", "Globex", admin_email="ann@globex.example")
    done = command("load", "--if-empty")
    assert (done.exit_code, done.output) == (0, "")
    assert subdomains() == ["globex"]


def test_a_load_that_was_cut_short_is_finished(ops, command, monkeypatch):
    monkeypatch.setattr(demo, "COMPANIES", (ACME, SANDBOX))
    provision("acme", "Acme Cloud", admin_email="grace@acme.example")
    done = command("load", "--if-empty")
    assert done.exit_code == 0 and "acme-sandbox" in done.stdout
    assert subdomains() == ["acme", "acme-sandbox"]


def test_show_says_how_to_load_it(ops, command):
    done = command("show", "--json")
    assert done.exit_code == 1 and "bin/portico demo load" in done.stderr
