"""Rows are the truth: a wiped Redis and a worker killed at work lose nothing (W1)."""

from collections import Counter
from datetime import timedelta
from email import message_from_bytes

import pytest
from sqlalchemy import select, update

from billing.people.portal_user import PortalUser
from billing.tables.export import Export
from config import clock, storage
from config.database import db
from config.embedded import mailbox
from mailers import password_changed
from mailers.mail import Mail
from tests.workers.program import Program, until
from workers import queue

MAILS, EXPORTS = 100, 10


@pytest.fixture
def arrived(migrated):
    """A function that names the mails that arrived since the test began."""
    before = set(mailbox.names(migrated["MAIL_STORE"]))
    return lambda: set(mailbox.names(migrated["MAIL_STORE"])) - before


@pytest.fixture
def work(cast):
    """100 mails and 10 exports, waiting in their rows and in the queue."""
    for tenant_id in (cast.acme, cast.sandbox, cast.initech):
        with cast.within(tenant_id):
            db.session.execute(update(Export).values(due_at=None))
            db.session.commit()
    with cast.within():
        jane = PortalUser.named("jane@atlas.example")
        waiting = [("mail", password_changed.write(jane).mail_id) for _ in range(MAILS)]
        waiting += [("export", export(jane).export_id) for _ in range(EXPORTS)]
        db.session.commit()
        for kind, key in waiting:
            queue.wake(kind, key)
    return cast


def export(portal_user):
    asked = Export(customer_id="C-1001", portal_user_id=portal_user.portal_user_id,
                   table_key="usages")
    db.session.add(asked)
    db.session.flush()
    return asked


def test_a_wiped_redis_and_a_killed_worker_lose_no_mail_and_no_export(work, migrated, arrived):
    redis = queue.connect(migrated["REDIS_URL"])
    with Program(migrated, "worker", "mail") as worker:
        until(lambda: len(arrived()) >= 10)
        worker.kill()
    redis.flushall()
    assert len(arrived()) < MAILS
    leases_run_out(work)

    with Program(migrated, "scheduler"), Program(migrated, "worker"):
        until(lambda: len(arrived()) >= MAILS + EXPORTS and not left(work))

    copies = Counter(message_id(migrated["MAIL_STORE"], name) for name in arrived())
    assert len(copies) == MAILS + EXPORTS
    assert copies.total() <= MAILS + EXPORTS + 1  # the one that was under way when it was killed
    with work.within():
        assert set(db.session.scalars(select(Mail.state))) == {"sent"}
        assert len([storage.get(key) for key in db.session.scalars(made)]) == EXPORTS


made = select(Export.storage_key).where(Export.state == "completed")


def message_id(store, name):
    return message_from_bytes(mailbox.read(store, name).source)["Message-ID"]


def leases_run_out(work):
    """As if five minutes had passed."""
    past = clock.now() - timedelta(minutes=1)
    with work.within():
        for kind in (Mail, Export):
            held = update(kind).where(kind.lease_until.is_not(None))
            db.session.execute(held.values(lease_until=past))
        db.session.commit()


def left(work):
    """How many rows are not settled."""
    with work.within():
        waiting = (select(kind).where(kind.due_at.is_not(None)) for kind in (Mail, Export))
        return sum(len(db.session.scalars(rows).all()) for rows in waiting)
