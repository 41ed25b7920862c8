"""Payments while every third call meets trouble: nobody pays twice, each one is settled (M6)."""

import random

import pytest

from billing.gateways.gateway import Found, State
from tests.billing.gateways.cardconnect.faults import DEADLY, Fault

PAYMENTS = 150
QUICK = [each for each in DEADLY if each != "hold"]
ENDS = (State.APPROVED, State.DECLINED, State.NOT_SENT)


@pytest.fixture
def storm(fake, monkeypatch):
    """storm(share): from now on so many calls meet some trouble, before or after the work."""
    chance = random.Random(7)

    def fault(endpoint, share):
        if chance.random() >= share:
            return None
        return Fault(endpoint, chance.choice(QUICK), chance.choice(("before", "after")))

    return lambda share: monkeypatch.setattr(fake, "fault", lambda endpoint: fault(endpoint, share))


def settled(gateway, attempt_id, state):
    """Whether money was taken, asked for until it is known."""
    for _ in range(50):
        if state in ENDS:
            return state is State.APPROVED
        finding = gateway.find(attempt_id)
        if finding.state is Found.NOT_FOUND:
            return False
        state = finding.outcome.state if finding.outcome else state
    raise AssertionError("never known")


def test_in_a_storm_nobody_pays_twice(gateway, charge, saved, fake, storm):
    method = saved()
    orders = [charge(f"PA-{number}", 100 + number, method) for number in range(PAYMENTS)]
    storm(0.3)
    states = [gateway.charge(order).state for order in orders]
    again = [gateway.charge(order).state for order in orders]
    paid = [settled(gateway, order.attempt_id, state)
            for order, state in zip(orders, again, strict=True)]
    storm(0)
    assert states.count(State.UNKNOWN) > PAYMENTS // 5
    for order, took in zip(orders, paid, strict=True):
        key = gateway.desk.key(order.attempt_id)
        amounts = [each.amount for each in fake.book.by_order(key) if each.took]
        assert amounts == [order.amount] * took
    assert fake.book.taken() == sum(order.amount for order, took in zip(orders, paid) if took)


def test_in_a_storm_nobody_gets_back_twice(gateway, charge, refund, saved, fake, storm):
    method = saved()
    payments = [f"PA-{number}" for number in range(40)]
    for attempt_id in payments:
        gateway.charge(charge(attempt_id, method=method))
    fake.book.settle()
    storm(0.3)
    for attempt_id in payments * 3:
        gateway.refund(refund(f"RF-{attempt_id}", attempt_id, 5000))
    given = [each for each in fake.book.entries if each.parent]
    assert len({each.parent for each in given}) == len(given) > 30
