"""kill -9 of the process that pays: nothing is charged twice, nothing is lost (M6)."""

import socket
import time

import pytest
from sqlalchemy import text

from config import clock
from tests.till import Till
from tests.workers.payer import Payer
from workers import payments

HELD = "select count(*) from pg_locks where relation = 'payment_attempt'::regclass"


@pytest.fixture
def till(cast):
    return Till(cast)


@pytest.fixture
def deaf():
    """A gateway's address where calls are taken in and go nowhere."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


@pytest.fixture
def janitor(till):
    def ask(minutes):
        with clock.travelled(minutes=minutes), till.cast.app.app_context():
            payments.inquire(till.cast.acme, str(till.attempts()[0].attempt_id))
        return till.attempts()[0].state

    return ask


def eventually(ask, seconds=60):
    until = time.monotonic() + seconds
    while not (said := ask()) and time.monotonic() < until:
        time.sleep(0.05)
    return said


def test_killed_before_the_call_arrived(till, jane, janitor, migrated, owner, deaf):
    """The attempt stands, nothing was charged; found out by asking, then the invoice is free.

    While the call lasts no transaction is open: nothing of the attempt's table is locked.
    """
    form = till.reviewed(jane, "INV-2")
    address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
    payer = Payer(jane, form, {**migrated, "TEST_GATEWAY_URL": address})
    call, _ = deaf.accept()
    with owner.connect() as connection:
        assert connection.execute(text(HELD)).scalar_one() == 0
    payer.kill()
    call.close()
    assert [attempt.state for attempt in till.attempts()] == ["pending"]
    again = jane.post("/portal/payments/review", till_form(till, form))
    assert again.status_code == 409
    assert "waiting for the answer" in jane.get(attempt_page(till)).text
    assert janitor(1.01) == "unknown"
    assert janitor(7) == "not sent"
    assert till.charges() == till.payments() == []
    assert "You paid $300.00." in till.pay(jane, "INV-2").page.text


def test_killed_after_the_charge_before_the_answer(till, jane, janitor, migrated):
    """The money is taken: it is found by asking, and taken no second time."""
    form = till.reviewed(jane, "INV-2", method=till.add_method("timeout_after"))
    payer = Payer(jane, form, migrated)
    assert eventually(lambda: till.attempts() and till.charges())
    payer.kill()
    assert [attempt.state for attempt in till.attempts()] == ["pending"]
    assert till.payments() == []
    again = jane.post("/portal/payments/review", form)
    assert (again.status_code, again.location) == (303, attempt_page(till))
    assert janitor(1.1) == "approved"
    assert [payment.applied_amount for payment in till.payments()] == [30_000]
    assert [charge["amount"] for charge in till.charges()] == [30_000]
    assert "You paid $300.00." in jane.get(attempt_page(till)).text


def attempt_page(till):
    return f"/portal/payments/attempts/{till.attempts()[0].attempt_id}"


def till_form(till, form):
    """The same choice from another review page."""
    return {**form, "attempt_id": "11111111-2222-4333-8444-555555555555"}
