"""Rows are the truth: a wiped Redis and a worker killed at work lose nothing (W1)."""

from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from random import randint

import pytest
from sqlalchemy import select, update

from billing.people.portal_user import PortalUser
from billing.tables.export import Export
from config import clock, shelf
from config.database import db
from config.embedded import mailbox
from mailers import password_changed
from mailers.mail import Mail
from tenants.payment_setup import PaymentSetup
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
    """A function that leaves mails and exports waiting in acme, in their rows and in the queue;
    besides them the scheduler finds nothing to mail.
    """
    for tenant_id in (cast.acme, cast.sandbox, cast.initech):
        with cast.within(tenant_id):
            db.session.execute(update(Export).values(due_at=None))
            db.session.execute(update(PaymentSetup).values(invoice_mails=False, reminders=[]))
            db.session.commit()

    def begin(mails, exports):
        with cast.within():
            jane = PortalUser.named("jane@atlas.example")
            waiting = [("mail", password_changed.write(jane).mail_id) for _ in range(mails)]
            waiting += [("export", export(jane).export_id) for _ in range(exports)]
            db.session.commit()
            for kind, key in waiting:
                queue.wake(kind, key)

    return begin


def export(portal_user):
    asked = Export(customer_id="C-1001", portal_user_id=portal_user.portal_user_id,
                   table_key="usages")
    db.session.add(asked)
    db.session.flush()
    return asked


@pytest.mark.timeout(300)  # of a busy machine; 110 jobs take some ten seconds
def test_a_wiped_redis_and_a_killed_worker_lose_no_mail_and_no_export(
        cast, work, migrated, arrived, owner):
    work(MAILS, EXPORTS)
    redis = queue.connect(migrated["REDIS_URL"])
    with Program(migrated, "worker", "mail") as worker:
        until(lambda: len(arrived()) >= 10)
        worker.kill()
        until(lambda: worker.connections(owner) == 0)
    redis.flushall()
    assert len(arrived()) < MAILS
    leases_run_out(cast)

    with Program(migrated, "scheduler"), Program(migrated, "worker"), Program(migrated, "worker"):
        until(lambda: len(arrived()) >= MAILS + EXPORTS and not left(cast))

    assert_once(cast, migrated["MAIL_STORE"], arrived(), MAILS + EXPORTS, kills=1)
    with cast.within():
        made = select(Export.storage_key).where(Export.state == "completed")
        assert len([shelf.read(key) for key in db.session.scalars(made)]) == EXPORTS


@pytest.mark.full
@pytest.mark.timeout(900)
def test_twenty_killed_workers_and_five_wiped_redises_lose_no_mail(
        cast, work, migrated, arrived, owner):
    work(MAILS * 4, 0)
    redis = queue.connect(migrated["REDIS_URL"])
    with Program(migrated, "scheduler"):
        for kills in range(1, 21):
            before = len(arrived())
            with Program(migrated, "worker") as worker:
                until(lambda: len(arrived()) > before + randint(0, 10))
                worker.kill()
                until(lambda: worker.connections(owner) == 0)
            if kills % 4 == 0:
                redis.flushall()  # the turns of the scheduler too, so that it sweeps at once
            leases_run_out(cast)
        redis.flushall()
        with Program(migrated, "worker"):
            until(lambda: not left(cast), patience=300)
    assert_once(cast, migrated["MAIL_STORE"], arrived(), MAILS * 4, kills)


def assert_once(cast, store, names, count, kills):
    """Every mail came; a copy only of one that was under way when a worker was killed."""
    copies = Counter(message_id(store, name) for name in names)
    assert len(copies) == count
    assert copies.total() <= count + kills
    with cast.within():
        assert set(db.session.scalars(select(Mail.state))) == {"sent"}


def message_id(store, name):
    return message_from_bytes(mailbox.read(store, name).source)["Message-ID"]


def leases_run_out(cast):
    """As if five minutes had passed."""
    past = clock.now() - timedelta(minutes=1)
    with cast.within():
        for kind in (Mail, Export):
            held = update(kind).where(kind.lease_until.is_not(None))
            db.session.execute(held.values(lease_until=past))
        db.session.commit()


def left(cast):
    """How many rows are not settled."""
    with cast.within():
        waiting = (select(kind).where(kind.due_at.is_not(None)) for kind in (Mail, Export))
        return sum(len(db.session.scalars(rows).all()) for rows in waiting)
