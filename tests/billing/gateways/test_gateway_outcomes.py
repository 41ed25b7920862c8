"""Every number's outcome, as the client tells it (M7)."""

import pytest

from billing.gateways.gateway import Finding, Found, Outcome, State
from billing.gateways.test import numbers
from tests.billing.gateways.running import eventually

DECLINES = [number for number in numbers.ALL if number.state is State.DECLINED]
DEBITS = [number for number in numbers.ALL if number.state is State.PROCESSING]


def by_name(number):
    return number.name


@pytest.mark.parametrize("token", ["tm_visa", "tm_mastercard", "tm_amex", "tm_slow"])
def test_approved_with_reference_and_amount(gateway, charge, entries, token):
    outcome = gateway.charge(charge(method=token, metadata={"invoice": "INV-1"}))
    assert outcome == Outcome(State.APPROVED, None, outcome.reference, None, 12050)
    assert outcome.reference.startswith("charge_")
    (entry,) = entries()
    assert (entry["attempt_id"], entry["state"], entry["amount"]) == ("PA-1", "approved", 12050)
    assert (entry["currency"], entry["method"]) == ("USD", token)
    assert entry["metadata"] == {"invoice": "INV-1"}


@pytest.mark.parametrize("number", DECLINES, ids=by_name)
def test_declined_with_its_reason(gateway, charge, number):
    outcome = gateway.charge(charge(method=number.token))
    assert (outcome.state, outcome.reason) == (State.DECLINED, number.name)
    assert gateway.find("PA-1").outcome == outcome


def test_there_are_several_reasons_to_decline():
    assert len({number.reason for number in DECLINES}) >= 5


def test_a_method_that_the_gateway_does_not_know_is_declined(gateway, charge):
    outcome = gateway.charge(charge(method="tm_nobody"))
    assert (outcome.state, outcome.reason) == (State.DECLINED, "method_unknown")


@pytest.mark.parametrize("number", DEBITS, ids=by_name)
def test_bank_debit_is_processing_until_it_settles(gateway, charge, api, number):
    outcome = gateway.charge(charge(method=number.token))
    assert outcome.state is State.PROCESSING
    assert gateway.find("PA-1").outcome.state is State.PROCESSING
    api("POST", "/attempts/PA-1/settle", {})
    settled = gateway.find("PA-1").outcome
    expected = (State.DECLINED, number.settles) if number.settles else (State.APPROVED, None)
    assert (settled.state, settled.reason) == expected


def test_settling_moves_nothing_that_was_final(gateway, charge, api):
    gateway.charge(charge(method="tm_card_declined"))
    assert api("POST", "/attempts/PA-1/settle", {})[1]["state"] == "declined"


@pytest.mark.parametrize("trouble", ["error", "cut", "garbled"])
def test_a_charge_whose_answer_is_lost_is_unknown_and_found(gateway, charge, entries, trouble):
    outcome = gateway.charge(charge(method=f"tm_{trouble}_after"))
    assert outcome == Outcome(State.UNKNOWN, "no_answer")
    finding = gateway.find("PA-1")
    assert finding.state is Found.FOUND and finding.outcome.state is State.APPROVED
    assert [entry["state"] for entry in entries()] == ["approved"]


@pytest.mark.parametrize("trouble", ["error", "cut"])
def test_trouble_before_the_charge_is_unknown_and_not_found(gateway, charge, entries, trouble):
    assert gateway.charge(charge(method=f"tm_{trouble}_before")).state is State.UNKNOWN
    assert gateway.find("PA-1") == Finding(Found.NOT_FOUND)
    assert entries() == []


def test_time_out_after_charging_is_unknown_and_found(gateway, impatient, charge, entries):
    assert impatient.charge(charge(method="tm_timeout_after")).state is State.UNKNOWN
    assert eventually(entries)[0]["state"] == "approved"
    assert gateway.find("PA-1").outcome.state is State.APPROVED


def test_time_out_before_charging_is_unknown_and_not_found(gateway, impatient, charge, entries):
    assert impatient.charge(charge(method="tm_timeout_before")).state is State.UNKNOWN
    assert gateway.find("PA-1") == Finding(Found.NOT_FOUND)
    assert entries() == []


def test_every_number_has_a_test_of_its_end(api):
    told = api("GET", "/numbers")[1]["numbers"]
    assert {row["token"] for row in told} == {number.token for number in numbers.ALL}
    assert len({row["digits"] for row in told}) == len(numbers.ALL)
