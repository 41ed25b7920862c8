"""kill -9 while an answer is written down: it is asked for again, the money is not (M6).

Some of the points that bench/faults measures, each once.
"""

import os
import signal

import pytest
from sqlalchemy import text

from bench.faults.lines import STEPS, Lines, asking, charging
from config.database import db
from tests.till import Till
from tests.workers.payer import Payer
from tests.workers.program import Program, until
from workers import payments, queue

LATER = text("update payment_attempt set created_date = created_date - interval '10 minutes',"
             " due_at = due_at - interval '10 minutes',"
             " lease_until = lease_until - interval '10 minutes'")


@pytest.fixture
def till(cast):
    return Till(cast)


@pytest.fixture
def lines(migrated):
    lines = Lines(migrated)
    yield lines
    lines.close()


@pytest.fixture
def later(cast):
    """A function that lets ten minutes pass for every attempt."""

    def pass_by():
        with cast.within():
            db.session.execute(LATER)
            db.session.commit()

    return pass_by


def paid_once(till):
    assert [attempt.state for attempt in till.attempts()] == ["approved"]
    assert [payment.applied_amount for payment in till.payments()] == [30_000]
    assert [charge["amount"] for charge in till.charges()] == [30_000]


@pytest.mark.parametrize(("step", "kept"), [(STEPS[2], "pending"), (STEPS[3], "approved")])
def test_the_payer_is_killed_at_the_commit(till, jane, lines, later, step, kept):
    form, payer = till.reviewed(jane, "INV-2"), []
    gate = lines.stopped(step, charging,
                         lambda: payer.append(Payer(jane, form, lines.settings)))
    payer[0].kill()
    gate.open()
    until(lambda: [attempt.state for attempt in till.attempts()] == [kept])
    assert len(till.payments()) == (kept == "approved")
    again = jane.post("/portal/payments/review", form)
    later()
    with till.cast.app.app_context():
        payments.inquire(till.cast.acme, str(till.attempts()[0].attempt_id))
    assert "You paid $300.00." in jane.get(again.location).text
    paid_once(till)


@pytest.mark.parametrize("step", STEPS[2:])
def test_a_work_horse_is_killed_while_it_asks(till, jane, lines, later, step):
    till.pay(jane, "INV-2", method=till.add_method("error_after"))
    attempt_id = till.attempts()[0].attempt_id
    with Program(lines.settings, "worker", "attempt") as worker:
        def ask():
            later()
            queue.enqueue("attempt", attempt_id, till.cast.acme)

        with till.cast.app.app_context():
            gate = lines.stopped(step, asking, ask)
            os.kill(worker.children()[0], signal.SIGKILL)
            gate.open()
            lines.release()
            ask()
            until(lambda: not till.attempts()[0].due_at)
    paid_once(till)
