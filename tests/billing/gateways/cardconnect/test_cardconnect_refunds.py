"""Giving back, all or part (M9)."""

import pytest

from billing.gateways.gateway import AttemptReused, Finding, Found, Outcome, State
from tests.billing.gateways.cardconnect.conftest import DEBIT


@pytest.fixture
def paid(gateway, charge, fake):
    outcome = gateway.charge(charge())
    fake.book.settle()
    return outcome


def test_a_refund_is_found_by_its_own_order_id(gateway, paid, refund, fake, asked):
    outcome = gateway.refund(refund(amount=2000))
    assert outcome == Outcome(State.APPROVED, None, outcome.reference, None, 2000)
    assert outcome.reference != paid.reference
    assert gateway.find("RF-1", paid.reference).outcome == outcome
    (sent,) = asked("refund")
    assert (sent["retref"], sent["merchid"]) == (paid.reference, "496160873888")
    assert sent["amount"] == "20.00" and sent["orderid"] != fake.book.entries[0].orderid


def test_the_same_refund_again_gives_nothing_more(gateway, paid, refund, fake):
    assert gateway.refund(refund(amount=2000)) == gateway.refund(refund(amount=2000))
    assert fake.book.refunded(paid.reference) == 2000


def test_an_id_used_for_more_money_is_another_refund(gateway, paid, refund):
    gateway.refund(refund(amount=2000))
    with pytest.raises(AttemptReused):
        gateway.refund(refund(amount=1999))


def test_several_are_no_more_than_was_paid(gateway, paid, refund, fake):
    assert gateway.refund(refund("RF-1", amount=12000)).state is State.APPROVED
    outcome = gateway.refund(refund("RF-2", amount=51))
    assert (outcome.state, outcome.reason) == (State.DECLINED, "amount_exceeds_payment")
    assert fake.book.refunded(paid.reference) == 12000


def test_one_is_no_more_than_was_paid(gateway, paid, refund, asked):
    outcome = gateway.refund(refund(amount=12051))
    assert outcome == Outcome(State.DECLINED, "amount_exceeds_payment")
    assert asked("refund") == []


def test_before_it_is_settled_a_payment_is_voided_instead(gateway, charge, refund):
    gateway.charge(charge())
    outcome = gateway.refund(refund())
    assert (outcome.state, outcome.reason) == (State.DECLINED, "not_refundable")


@pytest.mark.parametrize("amount", [111600, 192000])
def test_nothing_to_give_back_of_a_declined_payment(gateway, charge, refund, amount, asked):
    gateway.charge(charge(amount=amount))
    assert gateway.refund(refund()) == Outcome(State.DECLINED, "not_refundable")
    assert asked("refund") == []


def test_nothing_to_give_back_of_a_voided_payment(gateway, charge, refund, void):
    gateway.charge(charge())
    gateway.void(void())
    assert gateway.refund(refund()) == Outcome(State.DECLINED, "not_refundable")


def test_nothing_to_give_back_of_a_payment_never_heard_of(gateway, refund):
    assert gateway.refund(refund()) == Outcome(State.DECLINED, "not_refundable")
    assert gateway.find("RF-1") == Finding(Found.NOT_FOUND)


def test_a_debit_is_given_back_as_a_card_payment_is(gateway, charge, saved, refund, fake):
    gateway.charge(charge(method=saved(DEBIT)))
    fake.book.settle()
    assert gateway.refund(refund()).state is State.APPROVED
    assert gateway.find("RF-1").outcome.state is State.APPROVED


def test_another_currency_is_not_sent_at_all(gateway, paid, refund, asked):
    assert gateway.refund(refund(currency="CAD")) == Outcome(State.NOT_SENT, "refused")
    assert asked("refund") == []
