"""The Test gateway brings its events by itself: twice, late, in any order (M8)."""

import pytest

from tests.ear import Ear


@pytest.fixture
def ear():
    with Ear() as listening:
        yield listening


def test_what_is_brought_is_signed_and_comes_as_often_and_in_that_order(
        gateway, charge, api, ear):
    for key in ("PA-1", "PA-2"):
        gateway.charge(charge(key))
    api("POST", "/attempts/PA-1/charge_back", {})
    ear.answers = [204, 503, 204]
    order = {"address": ear.address, "events": ["PA-2", "PA-1/charge_back", "PA-1"], "times": 2}
    assert api("POST", "/deliveries", order) == (200, {"answers": [204, 503, 204, 204, 204, 204]})
    read = [gateway.read_event(each.body, each.headers) for each in ear.heard]
    assert [(each.kind, each.attempt_id) for each in read] == [
        ("attempt", "PA-2"), ("attempt", "PA-2"), ("charge_back", "PA-1"),
        ("charge_back", "PA-1"), ("attempt", "PA-1"), ("attempt", "PA-1")]
    assert len({each.event_id for each in read}) == 3


def test_nobody_there_is_told(gateway, charge, api):
    gateway.charge(charge())
    order = {"address": "http://127.0.0.1:9/webhooks/test", "events": ["PA-1"]}
    assert api("POST", "/deliveries", order) == (200, {"answers": [None]})


@pytest.mark.parametrize("wrong", [
    {"address": "file:///etc/passwd"}, {"events": []}, {"times": 101}, {"times": 0}, {"pause": 61},
    {"pause": "long"}, {"events": None},
])
def test_nonsense_is_refused(api, wrong):
    order = {"address": "http://127.0.0.1:9/", "events": ["PA-1"], **wrong}
    assert api("POST", "/deliveries", order)[0] == 400
