"""What the sweeper finds, and what it leaves alone."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import ProgrammingError

from billing.tables.export import Export
from config import clock
from config.database import db
from workers import queue, sweeper


@pytest.fixture
def sweep(cast, ops):
    """A sweep over tenants whose exports are out of the way; it returns the tickets it woke."""
    for tenant_id in (cast.acme, cast.sandbox, cast.initech):
        with cast.within(tenant_id):
            db.session.execute(update(Export).values(due_at=None))
            db.session.commit()

    def run():
        with ops.app_context():
            before = queue.waiting("mail")
            sweeper.sweep()
            return queue.waiting("mail") - before

    return run


def tickets(tenant_id, mail_ids):
    return {queue.ticket("mail", mail_id, tenant_id) for mail_id in mail_ids}


def test_it_wakes_what_is_due_in_every_tenant(cast, queued, sweep):
    mine, theirs = queued(2), queued(1, cast.initech)
    assert sweep() == tickets(cast.acme, mine) | tickets(cast.initech, theirs)


def test_what_waits_in_the_queue_is_not_woken_again(cast, queued, sweep, ops):
    queued(3)
    sweep()
    sweep()
    with ops.app_context():
        assert len(queue.of("mail")) == 3


def test_a_wiped_queue_is_filled_again(cast, queued, sweep, migrated):
    ids = queued(3)
    sweep()
    queue.connect(migrated["REDIS_URL"]).flushall()
    assert sweep() == tickets(cast.acme, ids)


def test_what_is_settled_or_not_due_yet_or_under_way_is_left_alone(cast, queued, sweep):
    soon = clock.now() + timedelta(minutes=1)
    queued(due_at=None)
    queued(due_at=soon)
    queued(lease_until=soon)
    assert sweep() == set()


def test_a_row_whose_lease_ran_out_is_woken(cast, queued, sweep):
    ids = queued(lease_until=clock.now() + timedelta(minutes=5))
    assert sweep() == set()
    with clock.travelled(minutes=5, seconds=1):
        assert sweep() == tickets(cast.acme, ids)


def test_an_export_is_woken_too(cast, queued, sweep, ops):
    with cast.within():
        db.session.execute(update(Export).values(due_at=clock.now()))
        db.session.commit()
    sweep()
    with ops.app_context():
        assert len(queue.waiting("export")) == 2


def test_only_ops_may_see_what_waits_across_tenants(cast, queued):
    queued(1)
    with cast.app.app_context(), pytest.raises(ProgrammingError, match="permission denied"):
        sweeper.sweep()
