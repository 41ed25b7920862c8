"""When autopay fails: again on the days that the company says, told each time, then over (D25)."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.gateways.outcome import Outcome, State
from billing.ledger import autopay as rules
from billing.people.customer import Customer
from config import clock
from config.database import db
from mailers import autopay_confirm
from mailers.mail import Mail
from tenants.tenant import Tenant
from tests import ledger
from tests.autopay import Autopay, at
from workers import payments

A_DAY = timedelta(days=1)


@pytest.fixture
def today(cast):
    return clock.today(ledger.ZONE)


@pytest.fixture
def autopay(cast, ops, today):
    """INV-9 is due today."""
    till = Autopay(cast, ops)
    till.allow(credits=False)
    till.switch(since=today)
    till.bill("INV-9", today)
    return till


def told(autopay):
    """(template, its day of the next try) of what was written since the notice of the charge."""
    return [(name, about.get("next_try")) for name, about in autopay.letters()[1:]]


def test_it_is_tried_again_after_1_3_and_7_days_and_then_stops(autopay, today):
    autopay.pay_with("insufficient_funds")
    tried = []
    for days in (*range(12), 25):
        autopay.come(today + days * A_DAY)
        tried += [days] * (len(autopay.charges()) - len(tried))
    assert tried == [0, 1, 3, 7]
    assert autopay.stand("INV-9") == ("stopped", today + 7 * A_DAY, 4)
    assert told(autopay) == [
        *(("autopay_failed", (today + days * A_DAY).isoformat()) for days in (1, 3, 7)),
        ("autopay_failed", None)]
    with autopay.cast.within():
        assert db.session.scalar(select(Customer.auto_pay).where(Customer.auto_pay))


def test_a_retry_that_goes_through_ends_it(autopay, today):
    autopay.pay_with("insufficient_funds")
    autopay.come(today)
    autopay.pay_with("visa")
    for days in range(1, 10):
        autopay.come(today + days * A_DAY)
    assert [charge["state"] for charge in autopay.charges()] == ["declined", "approved"]
    assert autopay.stand("INV-9") == ("paid", today + A_DAY, 1)
    assert [name for name, _ in told(autopay)] == ["autopay_failed", "payment_receipt"]


def test_what_a_gateway_approved_in_part_is_charged_on_the_next_day(autopay, today):
    with clock.travelled(at(today, 12)):
        autopay.scan()
        with autopay.cast.within():
            charge, = autopay.charged()
            order = rules.begin(charge.autopay_charge_id, "http://acme")
            db.session.commit()
            payments.conclude(order.key, Outcome(State.APPROVED, None, "part", amount=4_000))
    assert autopay.stand("INV-9") == ("planned", today + A_DAY, 0)
    assert autopay.invoice("INV-9").balance == 6_000
    for days in (1, 2):
        autopay.come(today + days * A_DAY)
    assert [charge["amount"] for charge in autopay.charges()] == [6_000]
    assert autopay.stand("INV-9") == ("paid", today + A_DAY, 0)
    assert [name for name, _ in told(autopay)] == ["payment_receipt", "payment_receipt"]


def test_a_company_that_wants_no_retries_has_none(autopay, today):
    autopay.allow(autopay_retries=[])
    autopay.pay_with("card_declined")
    autopay.come(today)
    assert autopay.stand("INV-9")[0] == "stopped" and told(autopay) == [("autopay_failed", None)]


def test_without_a_default_method_the_try_has_failed(autopay, today):
    with autopay.cast.within():
        db.session.get(ledger.PaymentMethod, (autopay.cast.acme, "PM-1")).default = False
        db.session.commit()
    autopay.come(today)
    assert autopay.stand("INV-9") == ("planned", today + A_DAY, 1)
    assert autopay.letters()[-1] == ("autopay_failed", {
        "invoice_id": "INV-9", "reason": "no_method",
        "next_try": (today + A_DAY).isoformat()})


def test_what_no_gateway_heard_of_is_no_failure_and_is_sent_an_hour_later(
    autopay, today, app, monkeypatch
):
    monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")
    autopay.come(today, hour=8)
    assert autopay.stand("INV-9") == ("planned", today, 0) and told(autopay) == []
    monkeypatch.undo()
    autopay.come(today, hour=10)
    assert autopay.stand("INV-9") == ("paid", today, 0) and len(autopay.charges()) == 1


def test_an_unknown_outcome_is_asked_about_and_never_charged_again(autopay, today):
    autopay.pay_with("error_after")
    autopay.come(today)
    assert [each.state for each in autopay.attempts()] == ["unknown"]
    for hour in (13, 15, 20):
        autopay.come(today, hour=hour)
    assert autopay.stand("INV-9") == ("paid", today, 0)
    assert len(autopay.charges()) == 1 and told(autopay) == [("payment_receipt", None)]


def test_killed_before_the_call_it_is_charged_once_all_the_same(autopay, today):
    autopay.scan()
    charge, = (each for each in autopay.charged() if each.invoice_id == "INV-9")
    with autopay.cast.within(), clock.travelled(days=1):
        assert rules.begin(charge.autopay_charge_id, "http://acme")
        db.session.commit()
    for days in (1, 2, 3):
        autopay.come(today + days * A_DAY)
        autopay.come(today + days * A_DAY, hour=18)
    assert len(autopay.charges()) == 1 and autopay.stand("INV-9")[0] == "paid"


def test_the_bank_wants_a_confirmation_and_gets_it_without_a_login(autopay, today, visit):
    autopay.pay_with("3ds")
    autopay.come(today)
    nobody = visit("acme")
    with autopay.cast.within(), clock.travelled(at(today, 13)):
        mail = db.session.scalars(select(Mail).where(Mail.template == "autopay_confirm")).one()
        place = autopay_confirm.context(mail)["action_url"].removeprefix(nobody.base)
        attempt_id = mail.subject_ids["attempt_id"]
    page = nobody.get(place).text
    action = page.split('class="button primary large wide" href="')[1].split('"')[0]
    back = autopay.answer_at_the_bank(action, "confirm")
    assert attempt_id in back and "You paid" in nobody.get(back).text
    assert nobody.get(place.replace(attempt_id, str(uuid.uuid4()))).status_code == 404
    autopay.come(today, hour=18)
    assert autopay.stand("INV-9")[0] == "paid"
    assert {name for name, _ in autopay.letters()} == {
        "autopay_upcoming", "autopay_confirm", "payment_receipt"}


def test_what_was_not_confirmed_in_a_day_counts_as_failed(autopay, today):
    autopay.pay_with("3ds")
    for days in (0, 1, 2):
        autopay.come(today + days * A_DAY)
        autopay.come(today + days * A_DAY, hour=18)
    assert autopay.attempts()[0].state == "cancelled"
    assert autopay.stand("INV-9")[2] == 1
    name, about = autopay.letters()[2]
    assert name == "autopay_failed" and about["reason"] == "cancelled"
    assert len(autopay.attempts()) == 2


def test_a_bank_debit_that_comes_back_has_failed_on_that_day(autopay, today):
    autopay.pay_with("bank_closed")
    autopay.come(today)
    debit, = autopay.charges()
    assert autopay.stand("INV-9")[0] == "charging"
    autopay.gateway("POST", f"/attempts/{debit['attempt_id']}/settle", {})
    autopay.come(today + 4 * A_DAY)
    assert autopay.stand("INV-9") == ("planned", today + 5 * A_DAY, 1)
    assert [name for name, _ in told(autopay)] == ["payment_processing", "autopay_failed"]


def test_of_a_company_that_is_suspended_nobody_is_charged(autopay, today):
    autopay.scan()
    stand(autopay, "suspended")
    autopay.come(today)
    assert autopay.charges() == [] and autopay.stand("INV-9")[0] == "planned"
    stand(autopay, "active")
    autopay.come(today, hour=15)
    assert len(autopay.charges()) == 1


def stand(autopay, status):
    with autopay.ops.app_context():
        db.session.get(Tenant, autopay.cast.acme).status = status
        db.session.commit()
