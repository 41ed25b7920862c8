"""Usage events lie in one part a month; months come ahead, and go when nobody keeps them (I5)."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select, text

from billing.usage.roll_up import UsageDelta
from billing.usage.usage_event import UsageEvent
from config import clock
from config.database import db
from tenants.portal_setup import PortalSetup
from workers import usage_months

PARTS = text("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
             " where i.inhparent = 'usage_event'::regclass")
MAKE = text("select make_usage_months(:first, :last)")
DAY = timedelta(days=1)


@pytest.fixture
def months(owner):
    """What asks for the parts there are; those that were dropped are there again afterwards."""
    def there():
        with owner.connect() as connection:
            return {name.removeprefix("usage_event_") for name in connection.scalars(PARTS)}

    before = there()
    yield there
    make(owner, min(before - {"before", "after"}))


def make(owner, month):
    with owner.begin() as connection:
        connection.execute(text("select set_config('app.tenant_id', '-1', true)"))
        first = datetime.strptime(month, "%Y_%m").replace(tzinfo=timezone.utc)
        connection.execute(MAKE, {"first": first, "last": clock.now()})


def month(moment):
    return f"{moment:%Y_%m}"


def ago(days):
    return clock.now() - days * DAY


def happen(cast, event_id, moment, tenant=None):
    with cast.within(tenant):
        db.session.add(UsageEvent(event_id=event_id, customer_id="C-1001", event_type="old",
                                  occurred_at=moment))
        db.session.commit()


def keep(cast, number, *tenants):
    for tenant in tenants:
        with cast.within(tenant):
            db.session.get(PortalSetup, tenant).usage_event_months = number
            db.session.commit()


def left(cast, tenant=None):
    with cast.within(tenant):
        return set(db.session.scalars(select(UsageEvent.event_id).where(
            UsageEvent.event_type == "old")))


def place(owner, cast, event_id):
    """The part that an event lies in."""
    with owner.begin() as connection:
        connection.execute(text("select set_config('app.tenant_id', :t, true)"),
                           {"t": str(cast.acme)})
        return connection.scalar(text("select tableoid::regclass::text from usage_event"
                                      " where event_id = :id"), {"id": event_id})


def run(ops):
    with ops.app_context():
        usage_months.keep()


def test_months_are_made_before_they_begin(cast, ops, months):
    with clock.travelled(days=100):
        happen(cast, "EARLY", clock.now())
        ahead = clock.now() + 80 * DAY
        assert month(ahead) not in months()
        run(ops)
        assert month(ahead) in months()
    assert left(cast) == {"EARLY"}


def test_what_occurred_before_a_month_was_made_moves_into_it(cast, owner, months):
    oldest = min(months() - {"before", "after"})
    moment = datetime.strptime(oldest, "%Y_%m").replace(tzinfo=timezone.utc) - DAY
    happen(cast, "OLD", moment)
    happen(cast, "OLD", moment, cast.initech)
    assert place(owner, cast, "OLD") == "usage_event_before"
    make(owner, month(moment))
    assert place(owner, cast, "OLD") == f"usage_event_{month(moment)}"
    assert left(cast) == left(cast, cast.initech) == {"OLD"}


def test_each_company_keeps_its_own_as_long_as_it_says(cast, ops, monkeypatch):
    monkeypatch.setattr(usage_months, "PIECE", 2)
    for days in (3000, 100, 95, 70, 20):
        happen(cast, f"OLD-{days}", ago(days))
        happen(cast, f"OLD-{days}", ago(days), cast.initech)
    keep(cast, 3, cast.acme)
    run(ops)
    assert left(cast) == {"OLD-70", "OLD-20"}
    assert len(left(cast, cast.initech)) == 5
    with cast.within():
        assert db.session.scalar(select(func.min(UsageDelta.quantity))) > 0, "sums stay"


def test_a_month_that_nobody_keeps_is_dropped_whole(cast, ops, owner, months):
    make(owner, month(ago(160)))
    happen(cast, "OLD", ago(130))
    happen(cast, "OLDEST", ago(3000))
    keep(cast, 1, cast.acme, cast.sandbox)
    happen(cast, "THEIRS", ago(130), cast.initech)
    run(ops)
    assert month(ago(130)) in months() and left(cast, cast.initech) == {"THEIRS"}
    keep(cast, 1, cast.initech)
    run(ops)
    assert month(ago(130)) not in months() and month(ago(20)) in months()
    assert not left(cast) and not left(cast, cast.initech)
    happen(cast, "AGAIN", ago(130))
    assert place(owner, cast, "AGAIN") == "usage_event_before"


def test_nobody_makes_events_go_sooner(cast):
    """The database goes by its own clock."""
    happen(cast, "OLD", ago(20))
    keep(cast, 1, cast.acme)
    with clock.travelled(days=100), cast.within():
        assert db.session.scalar(text("select age_usage_events(10)")) == 0
    assert left(cast) == {"OLD"}
