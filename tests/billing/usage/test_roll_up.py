"""Sums of usage by hour and day: exact whatever comes and goes, folded or not (P15)."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, text, update

from billing.usage import roll_up, sums
from billing.usage.roll_up import UsageDay, UsageDelta, UsageHour
from billing.usage.sums import Span
from billing.usage.usage import Usage
from billing.usage.usage_event import UsageEvent
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile

ATLAS = "C-1001"
AUTUMN = datetime(2025, 11, 2, 4, tzinfo=timezone.utc)  # midnight in New York; a day of 25 hours
LONG = Span(date(2025, 1, 1), date(2025, 12, 31))


def happen(*minutes, kind="api.call", prefix="R", **more):
    db.session.add_all([
        UsageEvent(event_id=f"{prefix}-{number}", customer_id=ATLAS, event_type=kind,
                   occurred_at=AUTUMN + timedelta(minutes=minute), **more)
        for number, minute in enumerate(minutes)])
    db.session.flush()


def use(usage_id, day, quantity, unit="GB"):
    db.session.add(Usage(usage_id=usage_id, customer_id=ATLAS, date=day, currency="USD",
                         quantity=Decimal(quantity), unit_of_measure=unit))
    db.session.flush()


def told(kind, span=LONG, **more):
    return {each.name: each.by_slot for each in sums.series(ATLAS, kind, span, **more)}


@pytest.fixture(params=["not folded", "folded"])
def settle(request):
    return roll_up.fold if request.param == "folded" else db.session.flush


def test_a_day_of_25_hours_has_them_all(cast, settle):
    with cast.within():
        happen(30, 75, 135, 24 * 60 + 59, 25 * 60)
        settle()
        hours = told("event", Span(date(2025, 11, 2), date(2025, 11, 2), "hour"))["api.call"]
        assert {(each - AUTUMN) / timedelta(hours=1): int(n) for each, n in hours.items()} == {
            0: 1, 1: 1, 2: 1, 24: 1}
        assert told("event")["api.call"] == {date(2025, 11, 2): 4, date(2025, 11, 3): 1}


def test_quantities_are_exact_and_by_unit_and_month(cast, settle):
    with cast.within():
        use("X-1", date(2025, 3, 1), "0.1")
        use("X-2", date(2025, 3, 31), "0.2")
        use("X-3", date(2025, 4, 1), "1e-15")
        use("X-4", date(2025, 4, 1), "5", unit="")
        settle()
        found = told("usage", LONG._replace(step="month"))
        assert found["GB"] == {date(2025, 3, 1): Decimal("0.3"), date(2025, 4, 1): Decimal("1e-15")}
        assert found[""] == {date(2025, 4, 1): 5}
        assert set(told("usage", name="")) == {""} and set(told("usage", apart=False)) == {""}
        assert sums.total(ATLAS, "usage", LONG, "GB") == Decimal("0.300000000000001")


def test_what_is_rejected_changed_or_taken_back_is_told_so(cast, settle):
    with cast.within():
        happen(1, 2, 3)
        happen(4, prefix="N", status="Rejected")
        use("X-1", date(2025, 3, 1), "7")
        settle()
        db.session.execute(update(UsageEvent).values(status="Rejected")
                           .where(UsageEvent.event_id == "R-0"))
        db.session.execute(delete(UsageEvent).where(UsageEvent.event_id == "R-1"))
        db.session.execute(update(Usage).values(quantity=Decimal("2.5"), date=date(2025, 5, 1))
                           .where(Usage.usage_id == "X-1"))
        settle()
        assert told("event")["api.call"] == {date(2025, 11, 1 + 1): 1}
        assert {day: n for day, n in told("usage")["GB"].items() if n} == {
            date(2025, 5, 1): Decimal("2.5")}


def test_an_event_told_again_counts_once(cast):
    with cast.within():
        happen(1)
        db.session.execute(text(
            "insert into usage_event select * from usage_event where event_id = 'R-0'"
            " on conflict do nothing"))
        assert told("event")["api.call"] == {date(2025, 11, 2): 1}


def test_another_zone_makes_other_days_of_what_there_was(cast):
    with cast.within():
        happen(1)
        use("X-1", date(2025, 3, 1), "7")
        roll_up.fold()
        db.session.scalars(select(CompanyProfile)).one().time_zone = "Pacific/Honolulu"
        db.session.commit()
    site.forget()
    with cast.within():
        roll_up.fold()
        assert told("event")["api.call"] == {date(2025, 11, 1): 1}
        assert told("usage")["GB"] == {date(2025, 3, 1): 7}
        assert not db.session.scalar(select(func.count()).select_from(UsageDelta))


def test_sums_go_with_the_months_that_are_not_kept(cast):
    """In December two months are October and November, and December so far."""
    with cast.within():
        happen(1)
        happen(-2 * 24 * 60, prefix="O")
        happen(-3 * 31 * 24 * 60, prefix="S")
        use("X-1", date(2025, 3, 1), "7")
        roll_up.fold()
        roll_up.forget(date(2025, 12, 31))
        assert len(told("event")["api.call"]) == 3
        db.session.get(PortalSetup, cast.acme).usage_event_months = 2
        db.session.commit()
    site.forget()
    with cast.within():
        roll_up.forget(date(2025, 12, 31))
        assert told("event")["api.call"] == {date(2025, 10, 31): 1, date(2025, 11, 2): 1}
        hours = told("event", Span(date(2025, 7, 31), date(2025, 8, 2), "hour"))
        assert hours == {} and told("usage")["GB"] == {date(2025, 3, 1): 7}


def test_others_usage_is_not_told(cast):
    """Bruno's customer and another company have usage of the cast's."""
    with cast.within():
        happen(1)
        assert told("event").keys() == {"api.call"} and sums.total("C-1002", "event", LONG) == 0
        roll_up.fold()
    with cast.within(cast.initech):
        assert sums.total(ATLAS, "event", LONG) == 0
        roll_up.fold()
        assert db.session.scalar(select(func.count()).select_from(UsageHour)
                                 .where(UsageHour.name == "api.call",
                                        UsageHour.hour < AUTUMN + timedelta(days=2))) == 0


STEPS = st.lists(st.tuples(st.sampled_from(["event", "usage", "drop", "reject", "fold"]),
                           st.integers(0, 400), st.sampled_from(["a", "b"])), max_size=14)


@settings(max_examples=15, deadline=None, suppress_health_check=[
    HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_sums_are_those_of_the_records(cast, steps):
    """After any history of comings, goings and foldings."""
    with cast.within():
        db.session.execute(delete(UsageEvent))
        db.session.execute(delete(Usage))
        for number, (what, value, name) in enumerate(steps):
            step(what, value, name, f"H-{number}")
        assert sums.total(ATLAS, "event", LONG, "a") == db.session.scalar(
            select(func.count()).select_from(UsageEvent)
            .where(UsageEvent.status != "Rejected", UsageEvent.event_type == "a"))
        assert sums.total(ATLAS, "usage", LONG, "b") == db.session.scalar(
            select(func.coalesce(func.sum(Usage.quantity), 0)).where(Usage.unit_of_measure == "b"))
        roll_up.fold()
        hours, days = (db.session.scalar(select(func.coalesce(func.sum(each.quantity), 0)).where(
            each.name == "a", each.customer_id == ATLAS, *only)) for each, only in (
                (UsageHour, ()), (UsageDay, (UsageDay.kind == "event",))))
        assert hours == days == sums.total(ATLAS, "event", LONG, "a")


def step(what, value, name, key):
    if what == "event":
        happen(value, value + 20, kind=name, prefix=key)
    elif what == "usage":
        use(key, date(2025, 6, 1) + timedelta(days=value % 9), value, unit=name)
    elif what == "drop":
        db.session.execute(delete(Usage).where(Usage.quantity < value))
        db.session.execute(delete(UsageEvent).where(UsageEvent.event_type == name))
    elif what == "reject":
        db.session.execute(update(UsageEvent).values(status="Rejected")
                           .where(UsageEvent.event_type == name))
    else:
        roll_up.fold()
