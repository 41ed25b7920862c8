"""Webhooks duplicated, dropped, reordered and delayed: always the gateway's end state (M8)."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.postman import Postman
from tests.workers.storm import Storm

METHODS = ["visa", "card_declined", "3ds", "bank", "bank_closed", "cut_after", "error_before"]
STEPS = st.one_of(
    st.tuples(st.just("brings"), st.integers(0, 9)),
    st.tuples(st.just("works")),
    st.tuples(st.just("works"), st.just(2)),
    st.tuples(st.just("goes_on"), st.booleans()),
    st.tuples(st.just("charged_back")),
    st.tuples(st.just("won")),
    st.tuples(st.just("page_answers")),
    st.tuples(st.just("janitor_asks")),
)
SEQUENCES = {"suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
             "deadline": None}


def weather(cast, visit, name, steps):
    storm = Storm(Postman(cast), visit("acme"), name)
    for step, *values in steps:
        storm.steps.append((step, *values))
        getattr(storm, step)(*values)
        storm.check()
    storm.calms()


@pytest.mark.timeout(300)
@settings(max_examples=10, **SEQUENCES)
@given(st.sampled_from(METHODS), st.lists(STEPS, min_size=3, max_size=10))
@example("bank", [("charged_back",), ("goes_on", True), ("brings", 1), ("brings", 0), ("works",)])
@example("cut_after", [("charged_back",), ("brings", 1), ("works",), ("page_answers",)])
@example("visa", [("charged_back",), ("brings", 1), ("works",), ("won",), ("brings", 2)])
@example("visa", [("charged_back",), ("won",), ("brings", 2), ("works",), ("brings", 1)])
def test_in_whatever_order_letters_come_both_ledgers_agree(cast, visit, name, steps):
    weather(cast, visit, name, steps)


@pytest.mark.full
@pytest.mark.timeout(3600)
@settings(max_examples=500, **SEQUENCES)
@given(st.sampled_from(METHODS), st.lists(STEPS, min_size=3, max_size=15))
def test_five_hundred_times(cast, visit, name, steps):
    weather(cast, visit, name, steps)
