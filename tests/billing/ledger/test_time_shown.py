"""Times of day carry the name of their zone, also in the hour that comes twice (D28)."""

from datetime import datetime, timedelta, timezone

import pytest

from config import clock, formats
from config.database import db
from tests import ledger

TWICE = {  # the hour before the clock is put back, and the one after, in UTC
    "America/New_York": ("2026-11-01T05:30", ("Nov 1, 2026, 1:30:00 AM EDT",
                                              "Nov 1, 2026, 1:30:00 AM EST"), 60),
    "Europe/Berlin": ("2026-10-25T00:30", ("Oct 25, 2026, 2:30:00 AM CEST",
                                           "Oct 25, 2026, 2:30:00 AM CET"), 60),
    "Australia/Lord_Howe": ("2026-04-04T14:45", ("Apr 5, 2026, 1:45:00 AM UTC+11",
                                                 "Apr 5, 2026, 1:45:00 AM UTC+1030"), 30),
}


@pytest.mark.parametrize("zone", TWICE)
def test_an_hour_that_comes_twice_is_told_apart(zone):
    first, told, minutes = TWICE[zone]
    moment = datetime.fromisoformat(f"{first}+00:00")
    for at, text in zip((moment, moment + timedelta(minutes=minutes)), told, strict=True):
        assert formats.moment(at, zone).replace("\u202f", " ") == text


def test_records_are_dated_by_the_day_of_the_zone(cast, visit):
    """A payment at half past eleven in the evening is today's, though in UTC it is tomorrow's."""
    with clock.travelled(to=datetime(2026, 12, 31, 23, 30, tzinfo=timezone.utc)):
        assert str(clock.today(ledger.ZONE)) == "2026-12-31"
    with clock.travelled(to=datetime(2027, 1, 1, 4, 30, tzinfo=timezone.utc)), cast.within():
        ledger.payment("PAY-EVE", "C-1001", 100, {})
        db.session.commit()
        jane = visit("acme").at_portal(cast.jane)
        assert "Dec 31, 2026" in jane.get("/portal/payments/PAY-EVE").text
        listed = "/portal/payments?payment_date.in={}"
        assert "PAY-EVE" in jane.get(listed.format("today")).text
        assert "PAY-EVE" in jane.get(listed.format("this-year")).text
    with clock.travelled(to=datetime(2027, 1, 1, 5, 30, tzinfo=timezone.utc)):
        jane = visit("acme").at_portal(cast.jane)
        assert "PAY-EVE" not in jane.get(listed.format("this-year")).text
        assert "PAY-EVE" in jane.get(listed.format("last-year")).text
        assert "PAY-EVE" in jane.get(listed.format("last-month")).text
