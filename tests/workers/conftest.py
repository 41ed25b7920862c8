import pytest

from config.database import db
from mailers import password_changed
from tests.desk import Desk
from tests.ear import Ear
from tests.mailers.post import Post
from workers import queue


@pytest.fixture(autouse=True)
def empty_queue(one_app, redis_client, monkeypatch):
    redis_client.flushall()
    monkeypatch.setattr(queue, "_silent_until", 0.0)


@pytest.fixture(scope="session")
def ops(ops_app):
    """The app over the role of ops, as the scheduler has it."""
    return ops_app


@pytest.fixture
def post(migrated):
    return Post(migrated["MAIL_STORE"])


@pytest.fixture
def queued(cast):
    """A function that queues mails in a tenant (acme unless said otherwise); it returns ids."""
    from types import SimpleNamespace

    def write(count=1, tenant_id=None, **changes):
        with cast.within(tenant_id):
            reader = SimpleNamespace(email="jane@atlas.example")
            mails = [password_changed.write(reader) for _ in range(count)]
            for mail in mails:
                for name, value in changes.items():
                    setattr(mail, name, value)
            db.session.commit()
            return [mail.mail_id for mail in mails]

    return write


@pytest.fixture
def ear():
    with Ear() as listening:
        yield listening


@pytest.fixture
def desk(cast, ear):
    return Desk(cast, ear)
