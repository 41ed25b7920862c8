"""The janitor: attempts without an outcome are asked about until they have one (M6)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from billing.gateways.test.client import TestGateway
from billing.ledger.payment import Payment
from config import clock
from config.database import db
from mailers.mail import Mail
from tests.till import Till
from workers import payments, queue


@pytest.fixture
def till(cast):
    return Till(cast)


@pytest.fixture
def janitor(till):
    """janitor(minutes): asks about every attempt, so long after now; the attempts' states."""

    def ask(minutes):
        with clock.travelled(minutes=minutes), till.cast.app.app_context():
            for attempt in till.attempts():
                payments.inquire(till.cast.acme, str(attempt.attempt_id))
        return [attempt.state for attempt in till.attempts()]

    return ask


def letters(till):
    with till.cast.within():
        found = db.session.execute(select(Mail.template, Mail.recipient, Mail.subject_ids)
                                   .order_by(Mail.created_date))
        return [tuple(row) for row in found]


@pytest.mark.parametrize("name", ["error_after", "cut_after", "garbled_after"])
def test_charged_without_an_answer_is_found_and_never_charged_again(till, jane, janitor, name):
    unknown = till.pay(jane, "INV-2", method=till.add_method(name))
    assert janitor(0.5) == ["unknown"]
    assert janitor(1.1) == ["approved"]
    assert "You paid $300.00." in jane.get(unknown.location).text
    payment, = till.payments()
    assert (payment.status, payment.applied_amount) == ("Processed", 30_000)
    assert [charge["amount"] for charge in till.charges()] == [30_000]
    assert letters(till) == [
        ("payment_receipt", "jane@atlas.example", {"payment_id": payment.payment_id})]


def test_a_time_out_after_charging_is_found(till, jane, janitor, monkeypatch):
    monkeypatch.setattr(TestGateway.__init__, "__defaults__", ("portico", 3, 2))
    unknown = till.pay(jane, "INV-2", method=till.add_method("timeout_after"))
    assert "We are finding out" in unknown.page.text
    assert janitor(1.1) == ["approved"]
    assert len(till.charges()) == len(till.payments()) == 1


@pytest.mark.parametrize("name", ["error_before", "cut_before"])
def test_what_never_arrived_is_final_only_after_the_gateways_window(till, jane, janitor, name):
    unknown = till.pay(jane, "INV-2", method=till.add_method(name))
    assert janitor(1.01) == ["unknown"]
    assert janitor(5) == ["unknown"]
    assert janitor(7) == ["not sent"]
    assert till.payments() == till.charges() == []
    assert "The payment did not go through" in jane.get(unknown.location).text
    assert "You paid $300.00." in till.pay(jane, "INV-2").page.text


def test_asking_again_after_growing_pauses(till, jane, janitor, app, monkeypatch):
    till.pay(jane, "INV-2", method=till.add_method("cut_after"))
    monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")
    pauses = []
    for _ in range(7):
        due = till.attempts()[0].due_at
        minutes = (due - clock.now()) / timedelta(minutes=1) + 0.01
        janitor(minutes)
        pauses.append(round((till.attempts()[0].due_at - due) / timedelta(minutes=1)))
    assert pauses == [5, 30, 2 * 60, 8 * 60, 24 * 60, 24 * 60, 24 * 60]
    monkeypatch.undo()
    assert janitor(8 * 24 * 60) == ["approved"]
    assert len(till.charges()) == 1


@pytest.mark.parametrize(
    ("name", "state", "letter"),
    [("bank", "approved", "payment_receipt"), ("bank_closed", "declined", "payment_declined")],
)
def test_a_bank_debit_is_followed_to_its_end(till, jane, janitor, name, state, letter):
    paid = till.pay(jane, "INV-2", method=till.add_method(name))
    assert janitor(1.1) == ["processing"]
    charge, = till.charges()
    till.gateway("POST", f"/attempts/{charge['attempt_id']}/settle", {})
    assert janitor(7) == [state]
    assert [each[0] for each in letters(till)] == ["payment_processing", letter]
    assert till.invoice("INV-2").balance == (0 if state == "approved" else 30_000)
    assert ("You paid" in jane.get(paid.location).text) == (state == "approved")


def test_what_was_not_confirmed_for_a_day_is_cancelled_at_the_gateway(till, jane, janitor):
    till.pay(jane, "INV-2", method=till.add_method("3ds"))
    assert janitor(23 * 60) == ["action required"]
    assert janitor(33 * 60) == ["cancelled"]
    assert [(each["kind"], each["state"]) for each in till.gateway("GET", "/ledger")["entries"]
            if each["payment"] == str(till.attempts()[0].attempt_id)] == [
        ("charge", "declined"), ("void", "approved")]
    assert till.payments() == [] and letters(till) == []
    assert "You paid $300.00." in till.pay(jane, "INV-2").page.text


def test_confirmed_at_the_last_moment_is_paid_not_cancelled(till, jane, janitor):
    asked = till.pay(jane, "INV-2", method=till.add_method("3ds"))
    action = asked.page.text.split('class="button primary" href="')[1].split('"')[0]
    till.answer_at_the_bank(action, "confirm")
    assert janitor(25 * 60) == ["approved"]
    assert [charge["state"] for charge in till.charges()] == ["approved"]


def test_asking_twice_makes_one_payment_and_one_letter(till, jane, janitor):
    till.pay(jane, "INV-2", method=till.add_method("cut_after"))
    janitor(1.1)
    janitor(1.1)
    janitor(60)
    assert len(till.payments()) == len(letters(till)) == 1


def test_a_declined_payment_is_told_by_mail(till, jane):
    till.pay(jane, "INV-2", method=till.add_method("card_declined"))
    assert [each[:2] for each in letters(till)] == [("payment_declined", "jane@atlas.example")]


def test_the_sweeper_finds_an_attempt_when_its_time_has_come(till, jane, ops):
    from workers import sweeper

    till.pay(jane, "INV-2", method=till.add_method("cut_after"))
    with ops.app_context():
        sweeper.sweep()
        assert queue.waiting("attempt") == set()
        with clock.travelled(minutes=2):
            sweeper.sweep()
        key = till.attempts()[0].attempt_id
        assert queue.waiting("attempt") == {queue.ticket("attempt", key, till.cast.acme)}


def test_a_letter_lost_would_be_a_payment_lost(till, jane, janitor, monkeypatch):
    """Both or none: a failure while the letter is written takes the outcome back, to be asked."""
    till.pay(jane, "INV-2", method=till.add_method("cut_after"))
    monkeypatch.setattr(Mail, "write", staticmethod(lambda *_, **__: 1 / 0))
    assert janitor(1.1) == ["unknown"]
    with till.cast.within():
        minted = Payment.payment_id.like("PT-%")
        assert db.session.scalar(select(func.count()).where(minted)) == 0
    monkeypatch.undo()
    assert janitor(7) == ["approved"]
