"""One attempt id, one charge (security C7, A4, A5)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from billing.gateways.gateway import AttemptReused, Found, Refund, State
from billing.gateways.test.client import TestGateway


def test_the_same_charge_again_answers_the_same(gateway, charge, entries):
    assert gateway.charge(charge()) == gateway.charge(charge())
    assert len(entries()) == 1


@pytest.mark.parametrize(
    "other",
    [{"amount": 12051}, {"method": "tm_amex"}, {"metadata": {"invoice": "INV-2"}}],
    ids=lambda other: next(iter(other)),
)
def test_the_same_id_for_another_charge_is_refused(gateway, charge, entries, other):
    gateway.charge(charge())
    with pytest.raises(AttemptReused):
        gateway.charge(charge(**other))
    assert [entry["amount"] for entry in entries()] == [12050]


def test_the_same_id_for_another_kind_is_refused(gateway, charge):
    gateway.charge(charge())
    with pytest.raises(AttemptReused):
        gateway.refund(Refund("PA-1", "PA-1", 100, "USD"))


def test_another_body_is_422_on_the_wire(gateway, charge, api):
    gateway.charge(charge())
    other = {"attempt_id": "PA-1", "amount": 1, "currency": "USD", "method": "tm_visa"}
    assert api("POST", "/charges", other) == (422, {"error": "attempt_reused"})


def test_accounts_do_not_share_attempt_ids(server, gateway, charge, entries):
    neighbour = TestGateway(server.url, gateway.secret, f"{gateway.account}-neighbour")
    assert neighbour.find("PA-1").state is Found.NOT_FOUND
    gateway.charge(charge())
    assert neighbour.find("PA-1").state is Found.NOT_FOUND
    assert neighbour.charge(charge(amount=7)).amount == 7
    assert [entry["amount"] for entry in entries()] == [12050]


def test_fifty_callers_with_one_attempt_make_one_entry(gateway, charge, entries):
    with ThreadPoolExecutor(50) as pool:
        outcomes = list(pool.map(lambda _: gateway.charge(charge()), range(50)))
    assert {outcome.state for outcome in outcomes} == {State.APPROVED}
    assert len({outcome.reference for outcome in outcomes}) == 1
    assert len(entries()) == 1


def test_fifty_callers_with_two_bodies_leave_one_of_them(gateway, charge, entries):
    def attempt(turn):
        try:
            return gateway.charge(charge(amount=100 + turn % 2)).amount
        except AttemptReused:
            return None

    with ThreadPoolExecutor(50) as pool:
        amounts = set(pool.map(attempt, range(50))) - {None}
    (entry,) = entries()
    assert amounts == {entry["amount"]}


def test_fifty_attempts_at_once_are_fifty_entries(gateway, charge, entries):
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda turn: gateway.charge(charge(f"PA-{turn}")), range(50)))
    assert {entry["attempt_id"] for entry in entries()} == {f"PA-{turn}" for turn in range(50)}
