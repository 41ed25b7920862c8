"""Refunds, voids and 3-D Secure at the Test gateway (M9, D26)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from billing.gateways.gateway import Refund, State, Void


@pytest.fixture
def paid(gateway, charge):
    return gateway.charge(charge())


def refund(gateway, number, amount, currency="USD"):
    return gateway.refund(Refund(f"RF-{number}", "PA-1", amount, currency))


def test_refunds_add_up_to_the_payment_and_no_further(gateway, paid):
    assert refund(gateway, 1, 12000).state is State.APPROVED
    assert refund(gateway, 2, 51).reason == "amount_exceeds_payment"
    assert refund(gateway, 3, 50).state is State.APPROVED
    assert refund(gateway, 4, 1).reason == "amount_exceeds_payment"


def test_the_same_refund_again_gives_nothing_more(gateway, paid, entries):
    assert refund(gateway, 1, 5000) == refund(gateway, 1, 5000)
    assert [entry["kind"] for entry in entries()] == ["charge", "refund"]


def test_fifty_refunds_at_once_never_exceed_the_payment(gateway, paid):
    with ThreadPoolExecutor(50) as pool:
        outcomes = list(pool.map(lambda turn: refund(gateway, turn, 1000), range(50)))
    assert [outcome.state for outcome in outcomes].count(State.APPROVED) == 12


def test_a_refund_is_found_by_its_own_id(gateway, paid):
    outcome = refund(gateway, 1, 5000)
    assert gateway.find("RF-1").outcome == outcome
    assert gateway.find("PA-1").outcome == paid


@pytest.mark.parametrize("method", ["tm_card_declined", "tm_bank", "tm_3ds"])
def test_what_is_not_approved_is_not_refunded(gateway, charge, method):
    gateway.charge(charge(method=method))
    assert refund(gateway, 1, 1).reason == "not_refundable"


def test_what_is_not_there_is_neither_refunded_nor_voided(gateway):
    assert refund(gateway, 1, 1).reason == "not_refundable"
    assert gateway.void(Void("VD-1", "PA-1")).reason == "not_voidable"


def test_no_refund_in_another_currency(gateway, paid):
    assert refund(gateway, 1, 1, "EUR").reason == "not_refundable"


def test_a_void_undoes_the_payment(gateway, paid):
    outcome = gateway.void(Void("VD-1", "PA-1", paid.reference))
    assert (outcome.state, outcome.amount) == (State.APPROVED, 12050)
    undone = gateway.find("PA-1").outcome
    assert (undone.state, undone.reason) == (State.DECLINED, "voided")
    assert refund(gateway, 1, 1).reason == "not_refundable"


def test_the_same_void_again_answers_the_same(gateway, paid):
    assert gateway.void(Void("VD-1", "PA-1")) == gateway.void(Void("VD-1", "PA-1"))
    assert gateway.void(Void("VD-2", "PA-1")).reason == "not_voidable"


def test_what_was_given_back_in_part_is_not_voided(gateway, paid):
    refund(gateway, 1, 1)
    assert gateway.void(Void("VD-1", "PA-1")).reason == "not_voidable"


@pytest.mark.parametrize("method", ["tm_bank", "tm_3ds"])
def test_a_void_cancels_what_is_open(gateway, charge, api, method):
    gateway.charge(charge(method=method))
    assert gateway.void(Void("VD-1", "PA-1")).state is State.APPROVED
    api("POST", "/attempts/PA-1/settle", {})
    cancelled = gateway.find("PA-1").outcome
    assert (cancelled.state, cancelled.reason) == (State.DECLINED, "cancelled")


def test_a_bank_takes_back_what_was_approved_and_may_give_it_back(gateway, paid, charge, api):
    door = "/attempts/PA-1/charge_back"
    assert gateway.taken_back("PA-1") is gateway.taken_back("PA-9") is None
    assert api("GET", f"{door}/event")[0] == api("POST", "/attempts/PA-9/charge_back", {})[0] == 404
    for verb, taken, reason in (("", True, None), ("/win", False, "charge_back_won")):
        api("POST", door + verb, {})
        assert gateway.taken_back("PA-1", paid.reference) is taken
        status, event = api("GET", f"{door}/event")
        assert (status, event["kind"], event["reason"]) == (200, "charge_back", reason)
    gateway.charge(charge("PA-2", "tm_card_declined"))
    assert api("POST", "/attempts/PA-2/charge_back", {})[1] == {"charge_back": None}


@pytest.mark.parametrize("kind", ["refund", "void"])
def test_trouble_with_giving_back_is_unknown_and_found(gateway, paid, api, kind):
    orders = {"refund": Refund("BK-1", "PA-1", 100, "USD"), "void": Void("BK-1", "PA-1")}
    api("POST", "/faults", {"trouble": "cut", "when": "after", "operation": kind})
    assert getattr(gateway, kind)(orders[kind]).state is State.UNKNOWN
    assert gateway.find("BK-1").outcome.state is State.APPROVED
