"""An import that meets somebody at work at the same records waits, or begins its rows anew."""

import threading
import time
from contextlib import suppress

from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from billing.imports import batch
from billing.imports.kind import kind_of
from billing.people.customer import Customer
from config.database import db

WAITING = text("select count(*) from pg_locks where not granted")


def lock(customer_id):
    own = Customer.customer_id == customer_id
    return db.session.scalar(select(Customer.name).where(own).with_for_update())


def rows(kind):
    return [kind.load({"customer_id": f"I-{n}", "name": "New", "currency": "USD"})
            for n in range(2)]


def test_a_deadlock_is_nobodys_loss(cast):
    """The database ends who has waited for a second; on a slow machine that may be ourselves."""
    with cast.within():
        batch.store(kind_of("customers"), rows(kind_of("customers")))
    assert any(met(cast) for _ in range(20))


def met(cast):
    """Whether the import was ended for us, and has begun anew; it comes to its end in any case."""
    fates, ended = [], False

    def bring():
        with cast.within():
            kind = kind_of("customers")
            fates.extend(batch.store(kind, rows(kind))[0])

    thread = threading.Thread(target=bring)
    with cast.within():
        lock("I-1")
        thread.start()
        while not db.session.scalar(WAITING):
            time.sleep(0.01)
        with suppress(OperationalError):
            ended = lock("I-0") == "New"  # the import has it, and wants I-1
        db.session.rollback()
    thread.join()
    assert fates == [False, False]
    return ended
