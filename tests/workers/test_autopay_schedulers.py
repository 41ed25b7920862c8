"""Two schedulers and two workers at once, while the clock jumps over DST and month ends (A9, D25).

At most one attempt reaches the gateway for an invoice in a cycle: its due day, and each retry.
"""

import random
import threading
import uuid
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select, update

from billing.ledger.attempt import AttemptShare
from billing.ledger.autopay_charge import AutopayCharge
from billing.ledger.autopay_following import MOST_UNSENT
from config import clock
from config.database import db
from tests import ledger
from tests.autopay import Autopay
from workers import autopay, autopay_notices

# The clocks of New York go forward, and back; a short month ends, and a year.
STARTS = ((2027, 3, 13), (2027, 11, 6), (2028, 2, 28), (2027, 12, 30))
CARDS = ("insufficient_funds", "visa")


@pytest.fixture
def shop(cast, ops):
    shop = Autopay(cast, ops)
    shop.allow(credits=False)
    return shop


def run(shop, number):
    """One random run; by (invoice, cycle) how many attempts the gateway knows."""
    chance = random.Random(number)
    start = datetime(*STARTS[number % len(STARTS)], 4, 30, tzinfo=timezone.utc)
    with clock.travelled(start):
        today = clock.today(ledger.ZONE)
        shop.switch(since=today)
        ids = [f"INV-{number}-{each}" for each in range(3)]
        for place, invoice_id in enumerate(ids):
            shop.bill(invoice_id, today + timedelta(days=place))
    for _ in range(12):
        shop.pay_with(chance.choice(CARDS))
        jumps = [start + timedelta(hours=chance.uniform(-3, 24 * 13))
                 for _ in range(chance.choice((1, 1, 4)))]
        at_once(shop, jumps)
    counted = reached(shop, ids)
    retire(shop)
    return counted


def at_once(shop, jumps):
    """Two of each, from one moment on, and the clock goes elsewhere while they work."""
    with clock.travelled(jumps[0]):
        threads = [threading.Thread(target=each, args=(shop,)) for each in (plan, work) * 2]
        for thread in threads:
            thread.start()
        for moment in jumps[1:]:
            with clock.travelled(moment):
                threads[0].join(0.05)
        for thread in threads:
            thread.join()


def plan(shop):
    with shop.ops.app_context():
        autopay_notices.plan()


def work(shop):
    with shop.cast.within():
        due = select(AutopayCharge.autopay_charge_id).where(AutopayCharge.due_at <= clock.now())
        keys = db.session.scalars(due).all()
    with shop.cast.app.app_context():
        for key in keys:
            autopay.charge(shop.cast.acme, str(key))


def reached(shop, ids):
    known = Counter(charge["attempt_id"] for charge in shop.charges())
    counted = Counter()
    for charge in shop.charged():
        if charge.invoice_id in ids:
            for cycle in range(charge.failures + 1):
                keys = [str(uuid.uuid5(charge.autopay_charge_id, f"{cycle}.{unsent}"))
                        for unsent in range(MOST_UNSENT + 1)]
                counted[charge.invoice_id, cycle] = sum(known.pop(key, 0) for key in keys)
    assert not known.keys() & of(shop, ids), "an attempt that belongs to no cycle"
    return counted


def of(shop, ids):
    with shop.cast.within():
        mine = select(AttemptShare.attempt_id).where(AttemptShare.invoice_id.in_(ids))
        return set(map(str, db.session.scalars(mine)))


def retire(shop):
    """What is left of a run is not the next one's."""
    with shop.cast.within():
        db.session.execute(update(AutopayCharge).values(due_at=None, state="stopped"))
        db.session.commit()


def proved(shop, runs):
    counted = Counter()
    for number in runs:
        counted.update(run(shop, number))
    told = {"runs": len(runs), "invoices": len({invoice for invoice, _ in counted}),
            "attempts at the gateway": sum(counted.values()),
            "most in a cycle": max(counted.values())}
    print(told)
    assert max(counted.values()) == 1
    approved = Counter(charge["description"] for charge in shop.charges()
                       if charge["state"] == "approved")
    assert set(approved.values()) <= {1}


def test_two_schedulers_and_a_clock_that_jumps(shop):
    proved(shop, range(2))


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_a_hundred_runs(shop):
    proved(shop, range(100))
