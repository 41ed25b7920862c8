"""Autopay: on the due day of the company's zone, once; tried again as it says, then over (M5)."""

from datetime import timedelta

import pytest

from config import clock
from tests import ledger
from tests.autopay import Autopay

A_DAY = timedelta(days=1)


@pytest.fixture
def autopay(cast, ops):
    till = Autopay(cast, ops)
    till.allow(credits=False)
    return till


@pytest.fixture
def today(cast):
    return clock.today(ledger.ZONE)


def names(autopay):
    return [name for name, _ in autopay.letters()]


def test_a_due_invoice_is_told_three_days_ahead_and_charged_on_its_day(autopay, today):
    due = today + 5 * A_DAY
    autopay.switch(since=today)
    autopay.bill("INV-9", due)
    autopay.come(due - 4 * A_DAY)
    assert autopay.letters() == autopay.charged() == []
    autopay.come(due - 3 * A_DAY)
    autopay.come(due - A_DAY)
    assert autopay.letters() == [
        ("autopay_upcoming", {"invoice_id": "INV-9", "charge_on": due.isoformat()})]
    assert autopay.charges() == []
    autopay.come(due)
    autopay.come(due + A_DAY)
    assert [charge["amount"] for charge in autopay.charges()] == [10_000]
    assert autopay.invoice("INV-9").status == "Paid"
    assert autopay.stand("INV-9") == ("paid", due, 0)
    assert names(autopay) == ["autopay_upcoming", "payment_receipt"]


def test_what_was_due_before_it_was_switched_on_is_left_alone(autopay, today):
    autopay.switch()
    autopay.come(today)
    autopay.come(today + 40 * A_DAY)
    assert [each.invoice_id for each in autopay.charged()] == ["INV-3"]
    assert autopay.invoice("INV-2").balance == 30_000
