"""Real services, one set per worker process; every test starts with the same cast."""

import os
from copy import copy
from functools import cache

import pytest
from flask.testing import FlaskClient
from hypothesis import settings
from redis import Redis
from sqlalchemy import create_engine

from app import create_app
from config.embedded import Services, postgres
from tenants import site
from tests.browser import chromium, pytest_terminal_summary  # noqa: F401
from tests.cast import Cast
from tests.heap import pytest_collection  # noqa: F401
from tests.order import (  # noqa: F401
    pytest_collection_modifyitems,
    pytest_xdist_make_scheduler,
)
from tests.stage import Stage
from tests.visitor import Visitor
from workers import queue

settings.register_profile("full", max_examples=1000, deadline=None)


@pytest.fixture(scope="session")
def services():
    """Every one on a free port and in a folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "CHROMIUM") if name in os.environ}
    with Services(environ={**kept, "PORT": "8000"}) as running:
        yield running


@pytest.fixture(scope="session")
def environment(services):
    return services.environment


@pytest.fixture(scope="session")
def migrated(environment):
    from setup.commands import portico

    portico(["migrate"], obj=lambda database: create_app(environment, database),
            standalone_mode=False)
    return environment


class Whole(FlaskClient):
    """Reads answers to their end, as browsers do: one left halfway would hold what it uses."""

    def open(self, *arguments, buffered=True, **options):
        return super().open(*arguments, buffered=buffered, **options)


@pytest.fixture(scope="session")
def one_app(migrated):
    """Patient with its queue: that of a busy machine is slow, and still there."""
    app = create_app(migrated)
    app.test_client_class = Whole
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue, "PATIENCE", 10)
        yield app


@pytest.fixture(scope="session")
def owner(migrated):
    """An engine of the schema's owner."""
    engine = create_engine(migrated["DATABASE_OWNER_URL"])
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def stage(services, migrated):
    with postgres.superuser(services.state, postgres.DATABASE) as connection:
        yield Stage(connection)


@pytest.fixture(scope="session")
def redis_client(migrated):
    with Redis.from_url(migrated["REDIS_URL"], socket_timeout=60) as connected:
        yield connected


@pytest.fixture
def emptied(stage, redis_client):
    redis_client.flushall()
    stage.clear()
    site.forget()


@pytest.fixture
def app(one_app, emptied):
    """The app over empty tables."""
    return one_app


@pytest.fixture(scope="session")
def app_of(migrated):
    """What makes the app of a command of bin/portico, over a database role; one for all of them."""
    return cache(lambda database: create_app(migrated, database))


@pytest.fixture(scope="session")
def ops_app(app_of):
    """The app over the role of ops, who makes tenants."""
    return app_of(database="DATABASE_OPS_URL")


@pytest.fixture
def cast(app, ops_app, stage):
    """acme, its sandbox, initech and their people; see tests/cast.py."""
    return copy(stage.enter("cast", lambda: Cast.enter(app, ops_app)))


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
