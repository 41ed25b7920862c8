"""Money under trouble, all at once: never twice, and nothing lost (M6, security A6)."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from billing.gateways.gateway import Found, State
from tests.billing.gateways.stripe.fake import numbers

ROUNDS = 60
TROUBLES = [("cut", "before"), ("cut", "after"), ("error", "before"), ("error", "after"),
            ("garbled", "after"), (None, None), (None, None)]


def settled(gateway, attempt_id, outcome):
    """As the janitor does: ask, never charge again."""
    if outcome.state is not State.UNKNOWN:
        return outcome.state is State.APPROVED
    finding = gateway.find(attempt_id)
    assert finding.state in (Found.FOUND, Found.NOT_FOUND)
    return finding.state is Found.FOUND and finding.outcome.state is State.APPROVED


@pytest.mark.parametrize("seed", [1, 2])
def test_each_payment_is_charged_once_or_not_at_all(gateway, charge, fault, ledger, seed):
    chance, method, approved = random.Random(seed), charge().method, 0
    for number in range(ROUNDS):
        trouble, when = chance.choice(TROUBLES)
        if trouble:
            fault(trouble, when)
        order = charge(attempt_id=f"PA-{number}", method=method, amount=1000 + number)
        approved += settled(gateway, order.attempt_id, gateway.charge(order)) * order.amount
    assert approved == ledger.taken() > 0
    attempts = [each["metadata"]["portico_attempt"] for each in ledger.all("payment_intent")]
    assert len(attempts) == len(set(attempts))


def test_twenty_with_one_id_charge_once(gateway, charge, ledger):
    order = charge(numbers.VISA)
    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(lambda _: gateway.charge(order), range(20)))
    assert {outcome.state for outcome in outcomes} <= {State.APPROVED, State.UNKNOWN}
    assert State.APPROVED in {outcome.state for outcome in outcomes}
    assert ledger.taken() == order.amount
