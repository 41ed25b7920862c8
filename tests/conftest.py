"""Real services, one set per worker process; every test starts with the same cast."""

import os

import pytest
from redis import Redis
from sqlalchemy import create_engine, text

from app import create_app
from config.database import Base
from config.embedded import Services
from tenants import site
from tests.cast import Cast
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def environment():
    """Addresses of the services, every one on a free port and in a folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "CHROMIUM") if name in os.environ}
    with Services(environ={**kept, "PORT": "8000"}) as services:
        yield services.environment


@pytest.fixture(scope="session")
def migrated(environment):
    from setup.commands import portico

    portico(["migrate"], obj=lambda database: create_app(environment, database),
            standalone_mode=False)
    return environment


@pytest.fixture(scope="session")
def one_app(migrated):
    return create_app(migrated)


@pytest.fixture(scope="session")
def owner(migrated):
    """The owner of the schema, who empties the tables between tests."""
    engine = create_engine(migrated["DATABASE_OWNER_URL"])
    yield engine
    engine.dispose()


@pytest.fixture
def emptied(owner, migrated):
    Redis.from_url(migrated["REDIS_URL"]).flushall()
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with owner.begin() as connection:
        connection.execute(text(f"truncate {names} restart identity cascade"))
    site.forget()


@pytest.fixture
def app(one_app, emptied):
    """The app over empty tables."""
    return one_app


@pytest.fixture
def cast(app, migrated):
    """acme, its sandbox, initech and their people; see tests/cast.py."""
    return Cast.enter(app, create_app(migrated, "DATABASE_OPS_URL"))


@pytest.fixture
def visit(app):
    """A browser at a tenant's address: visit("acme")."""
    return lambda subdomain: Visitor(app, subdomain)


@pytest.fixture
def jane(cast, visit):
    """Jane Miller of Atlas Orion, signed in at acme's portal."""
    return visit("acme").at_portal(cast.jane)


@pytest.fixture
def stan(cast, visit):
    """Stan Baker, administrator of acme, signed in at its setup."""
    return visit("acme").at_setup(cast.stan)


@pytest.fixture
def mailbox(migrated):
    from tests.mailbox import Mailbox

    return Mailbox(migrated["MAIL_STORE"])
