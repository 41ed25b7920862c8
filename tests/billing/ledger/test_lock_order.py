"""Who moves money locks in one order, so that nobody is ended for another (M6, M13)."""

import threading
import uuid

from sqlalchemy import text

from billing.ledger import external
from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests import ledger
from tests.billing.gateways.running import eventually

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
               " AND datname = current_database()")


def record(cast):
    with cast.within():
        atlas = db.session.get_one(Customer, (cast.acme, "C-1001"))
        external.record(atlas, uuid.uuid4(), {}, True, currency="USD", payment_amount=5_000,
                        payment_date=clock.today(ledger.ZONE))
        db.session.commit()


def test_an_external_payment_and_an_approval_of_the_same_invoice_pass_each_other(book, cast):
    attempt_id, raised = book.begin(INV_2=30_000), []
    acts = (lambda: book.settle(attempt_id, "approved"), lambda: record(cast))
    threads = [threading.Thread(target=tried, args=(act, raised)) for act in acts]
    with cast.within():
        Invoice.locked(["INV-2", "INV-3"])
        for number, thread in enumerate(threads, start=1):
            thread.start()
            assert eventually(lambda wanted=number: held_up(cast) >= wanted)
        db.session.commit()
    for thread in threads:
        thread.join()
    assert raised == [] and book.invoice("INV-2").balance == 0


def tried(act, raised):
    try:
        act()
    except Exception as error:
        raised.append(repr(error))


def held_up(cast):
    """How many wait for a lock, asked apart from the session that has the locks."""
    found = []
    asking = threading.Thread(target=count, args=(cast, found))
    asking.start()
    asking.join()
    return found[0]


def count(cast, found):
    with cast.within():
        found.append(db.session.scalar(WAITING))
