"""Time is aware and in UTC; the tenant's zone decides the day (D28)."""

from datetime import datetime, timedelta, timezone

import pytest

from config import clock

NEW_YEAR = datetime(2026, 1, 1, 3, 30, tzinfo=timezone.utc)


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(("zone", "day"), [
    ("UTC", "2026-01-01"), ("America/New_York", "2025-12-31"), ("Europe/Berlin", "2026-01-01"),
    ("Pacific/Kiritimati", "2026-01-01"), ("Pacific/Pago_Pago", "2025-12-31"),
])
def test_the_day_is_the_zones(zone, day):
    with clock.frozen(NEW_YEAR):
        assert str(clock.today(zone)) == day


def test_a_day_with_an_hour_too_few_is_a_day():
    """2026-03-08 begins at 05:00 and ends at 04:00 UTC in New York."""
    for moment, day in (("2026-03-08T04:59", 7), ("2026-03-08T05:00", 8), ("2026-03-09T03:59", 8),
                        ("2026-03-09T04:00", 9)):
        with clock.frozen(datetime.fromisoformat(f"{moment}+00:00")):
            assert clock.today("America/New_York").day == day


def test_a_frozen_clock_stands_still_and_goes_on_after():
    with clock.frozen(NEW_YEAR):
        assert clock.now() == clock.now() == NEW_YEAR
    assert clock.now() > NEW_YEAR


def test_a_shifted_clock_ticks_on():
    before = clock.now()
    with clock.travelled(hours=72):
        first, second = clock.now(), clock.now()
        assert first - before >= timedelta(hours=72) and second >= first
        with clock.travelled(hours=1):
            assert clock.now() - before >= timedelta(hours=73)
    with clock.travelled(to=NEW_YEAR):
        assert clock.now() - NEW_YEAR < timedelta(seconds=5)
    assert clock.now() - before < timedelta(minutes=1)


def test_a_failure_sets_the_clock_back():
    with pytest.raises(RuntimeError), clock.travelled(days=9):
        raise RuntimeError
    assert abs(clock.now() - datetime.now(timezone.utc)) < timedelta(seconds=5)
