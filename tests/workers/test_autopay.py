"""Autopay: on the due day of the company's zone, once; tried again as it says, then over (M5)."""

import threading
from datetime import timedelta

import pytest

from config import clock
from tests import ledger
from tests.autopay import Autopay, at

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


def test_the_day_is_the_companys_and_begins_at_six(autopay, today):
    due = today + 2 * A_DAY
    autopay.switch(since=today)
    autopay.bill("INV-9", due)
    autopay.come(due - A_DAY, hour=23)
    autopay.come(due, hour=5)
    assert autopay.charges() == []
    autopay.come(due, hour=6)
    assert len(autopay.charges()) == 1


def test_posted_after_its_due_day_it_is_charged_at_once(autopay, today):
    autopay.switch(since=today - 9 * A_DAY)
    autopay.bill("INV-9", today - 2 * A_DAY)
    autopay.come(today)
    assert autopay.stand("INV-9") == ("paid", today, 0)


def test_open_credits_are_used_first(autopay, today):
    autopay.allow(credits=True)
    autopay.switch(since=today)
    autopay.bill("INV-8", today + A_DAY, 2_000)
    autopay.bill("INV-9", today + 2 * A_DAY)
    for days in range(3):
        autopay.come(today + days * A_DAY)
    assert [charge["amount"] for charge in autopay.charges()] == [9_500]
    assert autopay.invoice("INV-8").status == autopay.invoice("INV-9").status == "Paid"
    assert autopay.stand("INV-8")[0] == autopay.stand("INV-9")[0] == "paid"


def test_switched_off_before_the_day_nothing_is_charged_until_it_is_on_again(autopay, today):
    due = today + 2 * A_DAY
    autopay.switch(since=today)
    autopay.bill("INV-9", due)
    autopay.come(today)
    autopay.switch(on=False)
    autopay.come(due)
    assert autopay.stand("INV-9")[0] == "dropped" and autopay.charges() == []
    autopay.switch(since=due)
    autopay.come(due, hour=15)
    assert autopay.stand("INV-9")[0] == "paid" and len(autopay.charges()) == 1
    assert names(autopay).count("autopay_upcoming") == 1


def test_a_customer_that_is_inactive_is_left_alone(autopay, today):
    autopay.switch(since=today, status="Inactive")
    autopay.bill("INV-9", today)
    autopay.come(today)
    assert autopay.charged() == []


def test_paid_by_hand_before_the_day_it_is_not_charged(autopay, today, jane):
    autopay.switch(since=today)
    autopay.bill("INV-9", today + A_DAY)
    autopay.come(today)
    autopay.pay(jane, "INV-9")
    autopay.come(today + A_DAY)
    assert len(autopay.charges()) == 1 and autopay.stand("INV-9")[0] == "paid"


def test_while_a_payment_by_hand_is_under_way_autopay_waits_for_its_end(autopay, today, jane):
    autopay.switch(since=today)
    autopay.bill("INV-9", today + A_DAY)
    autopay.pay(jane, "INV-9", method=autopay.add_method("bank_closed"))
    debit, = autopay.charges()
    autopay.come(today + A_DAY)
    autopay.come(today + A_DAY, hour=14)
    assert len(autopay.charges()) == 1 and autopay.stand("INV-9")[0] == "planned"
    autopay.gateway("POST", f"/attempts/{debit['attempt_id']}/settle", {})
    autopay.come(today + 2 * A_DAY)
    autopay.come(today + 2 * A_DAY, hour=14)
    assert [each["state"] for each in autopay.charges()] == ["declined", "approved"]


def test_the_default_method_cannot_be_deleted_while_a_run_goes_on(autopay, today, cast, visit):
    """Deleting and charging at once, ten times: it stays, and each invoice is paid (M4)."""
    autopay.switch(since=today)
    for number in range(10):
        autopay.bill(f"INV-9{number}", today)
    answers, over = [], threading.Event()

    def delete():
        while not over.is_set():
            address = "/portal/account/payment-methods/PM-1/delete"
            answers.append(visitor.post(address).status_code)

    deleting = threading.Thread(target=delete)
    with clock.travelled(at(today, 12)):  # for both: at another hour her session had been idle
        visitor = visit("acme").at_portal(cast.jane)
        deleting.start()
        autopay.scan()
        autopay.work()
        over.set()
        deleting.join()
    assert set(answers) == {409}
    assert len(autopay.charges()) == 10
