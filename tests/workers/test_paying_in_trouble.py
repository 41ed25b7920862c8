"""Every exchange fails in its own way, then half of the janitor's: nothing is charged twice (M6).

bench/faults has it for a thousand payments.
"""

from collections import Counter

import pytest

from bench.faults.lines import Lines
from bench.faults.troubles import FATES, SWIFT, Trouble
from billing.gateways.test.client import TestGateway
from config import clock
from config.database import db
from tests import ledger
from tests.till import Till
from workers import payments

INVOICES = [f"T-{number}" for number in range(len(FATES))]
TAKEN = ("cut after", "error after", "silent after", "late")
MINUTES = [2, 8, 40, 3 * 60, 12 * 60, 2 * 24 * 60]


class Evenly(Trouble):
    """Each fate in turn, for every exchange."""

    def drawn(self):
        with self.lock:
            self.met += 1
            return self.fates[self.met % len(self.fates)]


@pytest.fixture
def till(cast):
    with cast.within():
        for invoice_id in INVOICES:
            ledger.invoice(invoice_id, "C-1001", 10_000, days=-1)
        db.session.commit()
    return Till(cast)


@pytest.fixture
def gateway(migrated, app, monkeypatch):
    """The relay that all exchanges take, with a client who gives up soon."""
    lines = Lines(migrated)
    monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", lines.settings["TEST_GATEWAY_URL"])
    monkeypatch.setattr(TestGateway.__init__, "__defaults__", ("portico", 3, 0.5))
    yield lines.gateway
    lines.close()


def ask_all(till, minutes):
    with clock.travelled(minutes=minutes), till.cast.app.app_context():
        for attempt in till.attempts():
            payments.inquire(till.cast.acme, str(attempt.attempt_id))
    return {attempt.state for attempt in till.attempts()}


def test_whatever_fails_is_found_out_and_the_rest_can_be_paid(till, jane, gateway):
    gateway.watch = Evenly(1, 0)
    for invoice_id in INVOICES:
        again = till.reviewed(jane, invoice_id)
        till.pay(jane, invoice_id)
        assert jane.post("/portal/payments/review", again).status_code == 409
    assert {attempt.state for attempt in till.attempts()} == {"unknown"}
    gateway.watch = Trouble(0.5, 1, SWIFT)
    states = [ask_all(till, minutes) for minutes in MINUTES]
    assert states[-1] == {"approved", "not sent"}
    gateway.watch = None
    paid = Counter(charge["state"] for charge in till.charges())
    assert paid == {"approved": len(TAKEN)} and len(till.payments()) == len(TAKEN)
    owing = [each for each in INVOICES if till.invoice(each).balance]
    for invoice_id in owing:
        till.pay(jane, invoice_id)
    assert len(till.charges()) == len(till.payments()) == len(INVOICES)
    assert not any(till.invoice(each).balance for each in INVOICES)
