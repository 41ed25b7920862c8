"""One town for all guards: the cast, furnished, with every identity at the door."""

from datetime import datetime
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from redis import Redis

from config import clock, pace
from config.extensions import limiter
from tenants import site
from tests.cast import Cast
from tests.guards.belongings import furnish, paint
from tests.guards.identities import identities
from tests.guards.pool import pooled  # noqa: F401
from tests.guards.rows import Kept, Prints
from tests.guards.walk import Walk


class Town(NamedTuple):
    """`moment` is when it was made; it is never later there."""

    cast: Cast
    belongings: dict
    identities: dict
    moment: datetime

    @classmethod
    def made(cls, app, ops_app):
        cast = Cast.enter(app, ops_app)
        return cls(cast, furnish(cast), identities(cast), clock.now())


@pytest.fixture(scope="module")
def town(one_app, ops_app, owner, stage, migrated):
    """The same for every module, whose tests leave it as they found it; its clock stands still."""
    Redis.from_url(migrated["REDIS_URL"], socket_timeout=60).flushall()
    stage.clear()
    site.forget()
    made = stage.enter("town", lambda: Town.made(one_app, ops_app))
    paint(made.cast, made.belongings)
    limiter.enabled = False
    with clock.frozen(made.moment), pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "SECONDS", 0)
        yield SimpleNamespace(app=one_app, owner=owner, cast=made.cast,
                              belongings=made.belongings, identities=made.identities)
    limiter.enabled = True


@pytest.fixture
def walk(town):
    return Walk(town.app, town.belongings, town.identities)


@pytest.fixture
def everything(town):
    """The hash of all rows there are, by whose they are."""
    tenants = (town.cast.acme, town.cast.sandbox, town.cast.initech)
    return Prints(town.owner, tenants)


@pytest.fixture
def kept(town):
    """acme's rows as they are now, to be put back."""
    rows = Kept(town.owner, town.cast.acme)
    yield rows
    rows.close()
