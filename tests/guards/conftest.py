"""One town for a whole module of guards: the cast, furnished, with every identity at the door."""

from types import SimpleNamespace

import pytest
from redis import Redis
from sqlalchemy import text

from app import create_app
from config import clock
from config.database import Base
from config.extensions import limiter
from tenants import site
from tests.cast import Cast
from tests.guards.belongings import furnish
from tests.guards.identities import identities
from tests.guards.pool import pooled  # noqa: F401
from tests.guards.rows import Kept, prints
from tests.guards.walk import Walk


@pytest.fixture(scope="module")
def town(one_app, owner, migrated):
    """Made once for a module, whose tests leave it as they found it; its clock stands still."""
    Redis.from_url(migrated["REDIS_URL"]).flushall()
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with owner.begin() as connection:
        connection.execute(text(f"truncate {names} restart identity cascade"))
    site.forget()
    cast = Cast.enter(one_app, create_app(migrated, "DATABASE_OPS_URL"))
    belongings = furnish(cast)
    limiter.enabled = False
    with clock.frozen(clock.now()):
        yield SimpleNamespace(app=one_app, cast=cast, owner=owner, belongings=belongings,
                              identities=identities(cast))
    limiter.enabled = True


@pytest.fixture
def walk(town):
    return Walk(town.app, town.belongings, town.identities)


@pytest.fixture
def everything(town):
    """The hash of all rows there are, by whose they are."""
    tenants = (town.cast.acme, town.cast.sandbox, town.cast.initech)
    return lambda: prints(town.owner, tenants)


@pytest.fixture
def kept(town):
    """acme's rows as they are now, to be put back."""
    rows = Kept(town.owner, town.cast.acme)
    yield rows
    rows.close()
