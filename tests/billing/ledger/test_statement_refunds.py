"""A statement tells a refund on its own day, so that what was told of earlier days stays (P10)."""

from datetime import timedelta

import pytest

from billing.ledger.statement_activity import activity
from config import clock
from tests.billing.ledger.books import asked
from tests.billing.ledger.giver import Giver

ZONE = "America/New_York"


@pytest.fixture
def giver(cast):
    return Giver(cast)


def closing(giver, last):
    with giver.cast.within():
        today = clock.today(ZONE)
        return activity(asked("C-1001", "USD", today - timedelta(400), last), today).closing


def test_a_refund_of_next_month_leaves_this_months_statement_as_it_was(giver):
    paid, day = giver.paid({"INV-2": 30_000}), clock.today(ZONE)
    before = closing(giver, day)
    with clock.travelled(days=40):
        giver.give(paid, "refund", 10_000)
        assert closing(giver, day) == before
        assert closing(giver, day + timedelta(39)) == before
        assert closing(giver, day + timedelta(40)) == before + 10_000
        giver.give(paid, "refund", 20_000)
        assert closing(giver, day + timedelta(40)) == before + 30_000
