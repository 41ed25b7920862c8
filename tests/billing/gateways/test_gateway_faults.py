"""Trouble that a test orders for the next calls."""

import pytest

from billing.gateways.gateway import Found, State
from tests.billing.gateways.running import eventually


@pytest.mark.parametrize("trouble", ["error", "cut", "garbled"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_the_next_calls_fail_and_then_no_more(gateway, charge, api, entries, trouble, when):
    api("POST", "/faults", {"trouble": trouble, "when": when, "calls": 2})
    states = [gateway.charge(charge(f"PA-{turn}")).state for turn in range(3)]
    assert states == [State.UNKNOWN, State.UNKNOWN, State.APPROVED]
    assert len(entries()) == (1 if when == "before" else 3)


def test_time_out_before(gateway, impatient, charge, api):
    api("POST", "/faults", {"trouble": "timeout"})
    assert impatient.charge(charge()).state is State.UNKNOWN
    assert gateway.find("PA-1").state is Found.NOT_FOUND


def test_time_out_after(gateway, impatient, charge, api, entries):
    api("POST", "/faults", {"trouble": "timeout", "when": "after"})
    assert impatient.charge(charge()).state is State.UNKNOWN
    assert eventually(entries) and gateway.find("PA-1").state is Found.FOUND


def test_find_can_fail_too_and_then_says_unknown(gateway, charge, api):
    gateway.charge(charge())
    api("POST", "/faults", {"trouble": "error", "operation": "find"})
    assert gateway.find("PA-1").state is Found.UNKNOWN
    assert gateway.find("PA-1").state is Found.FOUND


def test_faults_stay_in_their_account(server, gateway, charge, api):
    api("POST", "/faults", {"trouble": "error", "calls": 5})
    neighbour = type(gateway)(server.url, gateway.secret, f"{gateway.account}-neighbour")
    assert neighbour.charge(charge()).state is State.APPROVED


def test_faults_can_be_cleared(gateway, charge, api):
    api("POST", "/faults", {"trouble": "error", "calls": 5})
    api("DELETE", "/faults")
    assert gateway.charge(charge()).state is State.APPROVED


def test_a_fault_that_does_not_exist_is_refused(api):
    assert api("POST", "/faults", {"trouble": "flood"})[0] == 400
    assert api("POST", "/faults", {"trouble": "cut", "when": "now"})[0] == 400
