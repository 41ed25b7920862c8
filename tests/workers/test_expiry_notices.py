"""Cards that expire are told of 30 and 7 days ahead, once each (M11)."""

from datetime import date

import pytest

from config import clock
from config.database import db
from tests import ledger
from tests.autopay import Autopay, at


@pytest.fixture
def cards(cast, ops):
    """Atlas Orion's one saved card, which expires at the end of February 2031."""
    till = Autopay(cast, ops)
    expire(till, "2031-02")
    return till


def expire(till, month):
    with till.cast.within():
        db.session.get(ledger.PaymentMethod, (till.cast.acme, "PM-1")).expiry = month
        db.session.commit()


def look(cards, *days):
    """What was written on which of the days, each looked at twice."""
    told = []
    for day in days:
        before = len(cards.letters())
        for hour in (1, 13):
            with clock.travelled(at(day, hour)):
                cards.scan()
        told += [day] * (len(cards.letters()) - before)
    return told


def test_thirty_and_seven_days_ahead_and_never_after(cards):
    last = date(2031, 2, 28)
    days = [date.fromordinal(last.toordinal() - ahead) for ahead in (31, 30, 20, 8, 7, 1, 0, -1)]
    assert look(cards, *days) == [days[1], days[4]]
    assert set(map(str, cards.letters())) == {
        "('card_expiring', {'payment_method_id': 'PM-1'})"}


def test_when_nobody_looked_for_a_while_one_notice_is_enough(cards):
    assert look(cards, date(2031, 1, 31), date(2031, 2, 26)) == [
        date(2031, 1, 31), date(2031, 2, 26)]
    expire(cards, "2031-03")
    assert look(cards, date(2031, 3, 27), date(2031, 3, 2)) == [date(2031, 3, 27)]


def test_what_was_deleted_or_is_no_card_is_not_told_of(cards):
    with cards.cast.within():
        db.session.get(ledger.PaymentMethod, (cards.cast.acme, "PM-1")).delete()
        ledger.method("PM-2", "C-1001", "tm_bank", type="bank account", expiry="")
        db.session.commit()
    assert look(cards, date(2031, 2, 10)) == []
