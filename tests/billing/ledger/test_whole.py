"""The whole ledger as a state machine: pay, refund, void, credit, autopay, crash (issue M6, M9)."""

import threading
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from werkzeug.exceptions import NotFound

from tests.billing.ledger.whole import Whole

FEW = settings(max_examples=8, stateful_step_count=12, deadline=None,
               suppress_health_check=list(HealthCheck), phases=[Phase.generate])
ALL = settings(FEW, max_examples=2_000, stateful_step_count=50)


def run(cast, how):
    figures = Counter()
    machine = type("Machine", (Whole,), {"cast": cast, "figures": figures})
    run_state_machine_as_test(machine, settings=how)
    print(*(f"{many} {what}" for what, many in sorted(figures.items())), sep=", ")


def test_the_books_agree_after_every_step(cast):
    run(cast, FEW)


@pytest.mark.full
@pytest.mark.timeout(0)
def test_the_books_agree_after_every_step_of_a_hundred_thousand(cast):
    run(cast, ALL)


def test_the_books_agree_after_all_of_it_at_once(cast):
    """Nobody is held up for ever, nothing fails, and nothing is counted twice."""
    machine = type("Machine", (Whole,), {"cast": cast, "figures": Counter()})()
    machine.open_account(method="visa")
    machine.pay({1, 2}, "visa", 1, 400, False, "")
    acts = [
        lambda: machine.give_back(0, 3, "refund", ""), lambda: machine.charged_back(0),
        lambda: machine.give_back(1, 3, "refund", ""), lambda: machine.give_back(1, 1, "void", ""),
        lambda: machine.pay({0, 1}, "visa", 2, 0, True, ""), lambda: machine.autopay(0),
        lambda: machine.external_payment(0, 2, 300, True), lambda: machine.unapply(1),
        lambda: machine.apply(2, 0, 100), lambda: machine.unapply(0),
        lambda: machine.reverse(2), lambda: machine.won(0),
    ]
    assert at_once(acts * 2) == []
    machine.books_agree()
    machine.teardown()


def at_once(acts):
    """What they raised, all done at the same moment."""
    start, raised = threading.Barrier(len(acts)), []
    threads = [threading.Thread(target=do, args=(act, start, raised)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def do(act, start, raised):
    start.wait()
    try:
        act()
    except NotFound:  # taken off by another one meanwhile
        pass
    except Exception as error:
        raised.append(repr(error))
