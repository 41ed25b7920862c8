"""Many bring usage of one customer in while it is folded: nobody waits, nothing is lost (P15)."""

from contextlib import closing

import pytest
from sqlalchemy import text

from billing.usage import roll_up, sums
from config.database import db
from tests.billing.usage.test_roll_up import ATLAS, LONG, happen

EVENT = text("""
insert into usage_event (tenant_id, event_id, customer_id, event_type, occurred_at, ingested_on,
                         created_date, updated_date)
values (:tenant, :id, 'C-1001', 'api.call', '2025-11-02 05:00Z', now(), now(), now())""")


@pytest.fixture
def bring(cast):
    """Opens a transaction that has brought an event in; what it waits for longer fails."""
    lines = []

    def begin(key):
        with cast.within():
            line = db.engine.connect()
        lines.append(line)
        line.execute(text("select set_config('app.tenant_id', :tenant, true),"
                          " set_config('lock_timeout', '2s', true)"), {"tenant": str(cast.acme)})
        line.execute(EVENT, {"tenant": cast.acme, "id": key})
        return line

    yield begin
    for line in lines:
        with closing(line):
            line.rollback()


def test_who_brings_usage_in_waits_for_nobody(cast, bring):
    first, second = bring("A"), bring("B")
    second.commit()
    with cast.within():
        roll_up.fold()
        assert sums.total(ATLAS, "event", LONG) == 1
    first.commit()
    third = bring("C")
    with cast.within():
        assert sums.total(ATLAS, "event", LONG) == 2
        roll_up.fold()
        assert sums.total(ATLAS, "event", LONG) == 2
    third.rollback()
    with cast.within():
        roll_up.fold()
        assert sums.total(ATLAS, "event", LONG) == 2


def test_what_comes_in_while_all_is_counted_anew_counts_once(cast, bring):
    with cast.within():
        happen(1, 2)
        db.session.commit()
    under_way = bring("A")
    with cast.within():
        roll_up.fold()  # the first one counts anew
        assert sums.total(ATLAS, "event", LONG) == 2
    under_way.commit()
    with cast.within():
        db.session.execute(text("delete from usage_fold"))
        db.session.commit()
        roll_up.fold()
        assert sums.total(ATLAS, "event", LONG) == 3
