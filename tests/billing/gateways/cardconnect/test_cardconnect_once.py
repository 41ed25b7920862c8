"""An order is sent once, and found by its order id whatever became of the answer (M6)."""

from datetime import timedelta

import pytest

from billing.gateways.cardconnect.orders import order_id
from billing.gateways.gateway import AttemptReused, Finding, Found, Outcome, State
from tests.billing.gateways.cardconnect.conftest import NOW
from tests.billing.gateways.cardconnect.faults import DEADLY
from tests.billing.gateways.cardconnect.ledger import luhn

UNKNOWN = Outcome(State.UNKNOWN, "no_answer")


def test_the_same_charge_again_takes_nothing_more(gateway, charge, fake, asked):
    order = charge()
    first = gateway.charge(order)
    assert [gateway.charge(order) for _ in range(3)] == [first] * 3
    assert len(asked("auth")) == 1
    assert fake.book.taken() == 12050


def test_the_same_refused_charge_again_is_refused_the_same(gateway, charge, asked):
    order = charge(amount=111600)
    assert gateway.charge(order) == gateway.charge(order)
    assert len(asked("auth")) == 1


def test_the_gateway_itself_would_charge_twice(gateway, charge, fake):
    """What makes asking first necessary: its order ids are for looking up only."""
    order = charge()
    gateway.charge(order)
    sent = next(body for name, body in fake.calls if name == "auth")
    gateway.line.put("auth", sent)
    assert fake.book.taken() == 24100
    assert gateway.find("PA-1") == Finding(Found.UNKNOWN)


def test_a_declined_one_beside_an_approved_one_does_not_count(gateway, charge, fake):
    outcome = gateway.charge(charge())
    kept = fake.book.entries[0]
    fake.book.add(orderid=kept.orderid, merchid=kept.merchid, amount=0, token=kept.token,
                  respstat="C", respcode="116", setlstat="Declined")
    assert gateway.find("PA-1") == Finding(Found.FOUND, outcome)


def test_an_id_used_for_more_money_is_another_order(gateway, charge, fake):
    method = charge().method
    gateway.charge(charge(method=method))
    with pytest.raises(AttemptReused):
        gateway.charge(charge(method=method, amount=12049))
    assert fake.book.taken() == 12050


@pytest.mark.parametrize("what", DEADLY)
def test_after_charging_no_answer_is_unknown_and_found(build, charge, trouble, fake, what):
    gateway = build(read_seconds=1 if what == "hold" else 30)
    trouble("auth", what, "after")
    assert gateway.charge(charge()) == UNKNOWN
    finding = gateway.find("PA-1")
    assert finding.state is Found.FOUND and finding.outcome.state is State.APPROVED
    assert fake.book.taken() == 12050


@pytest.mark.parametrize("what", DEADLY)
def test_before_charging_no_answer_is_unknown_and_not_found(build, charge, trouble, fake, what):
    gateway = build(read_seconds=1 if what == "hold" else 30)
    trouble("auth", what)
    assert gateway.charge(charge()) == UNKNOWN
    assert gateway.find("PA-1") == Finding(Found.NOT_FOUND)
    assert fake.book.entries == []


def test_the_same_charge_after_an_unknown_outcome_is_looked_up(gateway, charge, trouble, fake):
    order = charge()
    trouble("auth", "cut", "after")
    assert gateway.charge(order) == UNKNOWN
    assert gateway.charge(order).state is State.APPROVED
    assert fake.book.taken() == 12050


@pytest.mark.parametrize("what", DEADLY)
def test_a_question_that_is_not_answered_sends_nothing(build, charge, trouble, asked, what):
    gateway = build(read_seconds=1 if what == "hold" else 30)
    trouble("inquireByOrderid", what)
    assert gateway.charge(charge()) == UNKNOWN
    assert asked("auth") == []


def test_not_found_is_final_only_after_the_window(gateway):
    finding = gateway.find("PA-1")
    assert finding == Finding(Found.NOT_FOUND)
    assert gateway.time_out_window > timedelta(seconds=45 + 32)
    window = gateway.time_out_window
    assert not gateway.never_arrived(finding, NOW, NOW + window)
    assert gateway.never_arrived(finding, NOW, NOW + window + timedelta(seconds=1))


def test_order_ids_are_the_same_each_time_and_each_tenants_own():
    assert order_id(7, "PA-1") == order_id("7", "PA-1") != order_id(8, "PA-1")
    keys = {order_id(7, f"PA-{number}") for number in range(5000)}
    assert len(keys) == 5000
    assert all(len(key) == 19 and key.isalpha() and key.isupper() for key in keys)


def test_an_order_id_of_digits_would_be_masked_and_lost(gateway, fake):
    """The rule that letters keep; 4111 1111 1111 1111 is the number of nobody."""
    assert luhn("4111111111111111") and not luhn("4111111111111112")
    fake.book.add(orderid="4111111111111111", merchid="1", amount=1, token="9")
    assert fake.book.by_order("4111111111111111") == []


def test_two_tenants_of_one_merchant_account_do_not_see_each_other(build, charge, fake):
    one, other = build(account="7"), build(account="8")
    assert one.charge(charge()).state is State.APPROVED
    assert other.find("PA-1") == Finding(Found.NOT_FOUND)
    assert other.charge(charge()).state is State.APPROVED
    assert fake.book.taken() == 24100
