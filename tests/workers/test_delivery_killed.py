"""kill -9 of a worker while a company's program answers: the next one tells it again (I6)."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from config import clock
from config.database import db
from tenants.webhook_delivery import WebhookDelivery
from tests.workers.program import Program, until
from workers import queue


@pytest.mark.full
def test_a_worker_killed_in_the_middle_of_a_call(cast, desk, migrated):
    worker = Program(migrated, "worker", "delivery")
    desk.ear.answers = [lambda handler: worker.kill(), 204]
    with worker:
        key = desk.trial()
        with cast.within():
            queue.wake("delivery", key)
        until(lambda: worker.popen.poll() is not None)
    assert [each.state for each in desk.deliveries()] == ["waiting"] and desk.tries() == []
    with cast.within():
        over = {"lease_until": clock.now() - timedelta(seconds=1)}
        db.session.execute(update(WebhookDelivery).values(over))
        db.session.commit()
        queue.wake("delivery", key)
    with Program(migrated, "worker", "delivery"):
        until(lambda: desk.deliveries()[0].state == "delivered")
    assert len(desk.ear.heard) == 2
    assert len({heard.headers["webhook-id"] for heard in desk.ear.heard}) == 1
