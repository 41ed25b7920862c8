"""The whole ledger as a state machine: pay, refund, void, credit, autopay, crash (issue M6, M9)."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

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
