"""What passes with time at the Test gateway; in one process, where the clock can be moved."""

from datetime import UTC, datetime

import pytest

from billing.gateways.test import fields, methods, orders
from billing.gateways.test.ledger import Ledger
from config import clock

LAST_MONTH = {"type": "card", "number": "4242424242424242", "expiry": "12/39", "holder": "Ada"}


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "ledger")
    yield ledger
    ledger.close()


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (datetime(2039, 12, 31, 23, tzinfo=UTC), None),
        (datetime(2040, 1, 1, 1, tzinfo=UTC), "expired_card"),
    ],
)
def test_a_card_is_good_to_the_end_of_its_month(ledger, at, reason):
    token = methods.register(ledger, "acme", "C-1", LAST_MONTH)
    with clock.travelled(to=at):
        order = {"attempt_id": "PA-1", "amount": 1, "currency": "USD", "method": token}
        assert orders.charge(ledger, "acme", order)["reason"] == reason


@pytest.mark.parametrize(("minutes", "open_"), [(59, True), (61, False)])
def test_a_field_is_open_for_an_hour(ledger, minutes, open_):
    field_id = fields.begin(ledger, "acme", "C-1", "https://acme.example/", ["card"])
    with clock.travelled(minutes=minutes):
        assert bool(fields.known(ledger, field_id)) is open_
