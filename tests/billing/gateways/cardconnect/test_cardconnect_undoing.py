"""Voids, also of payments whose outcome never arrived, and the three times of the vendor's rule."""

import pytest

from billing.gateways.gateway import Finding, Found, Outcome, State
from tests.billing.gateways.cardconnect.conftest import DEBIT

UNKNOWN = Outcome(State.UNKNOWN, "no_answer")
TOO_LATE = Outcome(State.DECLINED, "not_voidable")


def test_a_void_undoes_the_payment(gateway, charge, void, fake):
    paid = gateway.charge(charge())
    assert gateway.void(void()) == Outcome(State.APPROVED, None, paid.reference)
    assert fake.book.taken() == 0
    assert gateway.find("PA-1").outcome == Outcome(State.DECLINED, "voided", paid.reference)


def test_of_two_under_one_order_id_the_one_that_stands_is_undone(gateway, charge, void, fake):
    gateway.charge(charge())
    gateway.void(void())
    kept = fake.book.entries[0]
    fake.book.add(orderid=kept.orderid, merchid=kept.merchid, amount=12050, token=kept.token)
    assert gateway.void(void()).state is State.APPROVED
    assert fake.book.taken() == 0


def test_a_bank_debit_on_its_way_is_cancelled(gateway, charge, saved, void, fake):
    gateway.charge(charge(method=saved(DEBIT)))
    assert gateway.void(void()).state is State.APPROVED
    assert gateway.find("PA-1").outcome.reason == "voided"


def test_the_same_void_again_answers_the_same(gateway, charge, void, asked):
    gateway.charge(charge())
    assert gateway.void(void()) == gateway.void(void())
    assert len(asked("void")) == 1


def test_a_void_is_found_by_the_payments_reference(gateway, charge, void):
    reference = gateway.charge(charge()).reference
    assert gateway.find("VD-1", reference) == Finding(Found.NOT_FOUND)
    gateway.void(void())
    finding = gateway.find("VD-1", reference)
    assert finding == Finding(Found.FOUND, Outcome(State.APPROVED, "voided", reference))


def test_after_an_unknown_outcome_the_order_id_is_enough(gateway, charge, void, trouble, fake):
    trouble("auth", "cut", "after")
    assert gateway.charge(charge()) == UNKNOWN
    assert gateway.void(void()).state is State.APPROVED
    assert fake.book.taken() == 0


def test_too_late_once_it_is_settled(gateway, charge, void, fake):
    gateway.charge(charge())
    fake.book.settle()
    assert gateway.void(void()) == TOO_LATE
    assert fake.book.taken() == 12050


def test_settled_between_question_and_void(gateway, charge, void, fake, monkeypatch):
    gateway.charge(charge())
    ask = fake.inquireByOrderid

    def ask_and_settle(**asked):
        told = ask(**asked)
        fake.book.settle()
        return told

    monkeypatch.setattr(fake, "inquireByOrderid", ask_and_settle)
    outcome = gateway.void(void())
    assert (outcome.state, outcome.reason) == (State.DECLINED, "not_voidable")


@pytest.mark.parametrize("amount", [111600, 192000])
def test_nothing_to_undo_of_a_declined_payment(gateway, charge, void, amount):
    gateway.charge(charge(amount=amount))
    assert gateway.void(void()) == TOO_LATE


def test_nothing_to_undo_of_a_payment_never_heard_of(gateway, void, asked):
    assert gateway.void(void()) == TOO_LATE
    assert asked("void") == asked("voidByOrderId") == []


def test_where_the_question_is_lost_it_is_voided_by_order_id(gateway, charge, void, trouble, fake):
    gateway.charge(charge())
    trouble("inquireByOrderid", "cut")
    assert gateway.void(void()).state is State.APPROVED
    assert fake.book.taken() == 0


@pytest.mark.parametrize("lost", [1, 2])
def test_three_times_until_it_is_answered(gateway, charge, void, trouble, fake, asked, lost):
    gateway.charge(charge())
    trouble("inquireByOrderid", "error")
    trouble("voidByOrderId", "error", calls=lost)
    assert gateway.void(void()).state is State.APPROVED
    assert len(asked("voidByOrderId")) == lost + 1
    assert fake.book.taken() == 0


def test_after_three_times_it_is_unknown(gateway, charge, void, trouble, fake, asked):
    reference = gateway.charge(charge()).reference
    trouble("inquireByOrderid", "error")
    trouble("voidByOrderId", "error", "after", calls=9)
    assert gateway.void(void()) == UNKNOWN
    assert len(asked("voidByOrderId")) == 3
    assert gateway.find("VD-1", reference).outcome.state is State.APPROVED
    assert fake.book.taken() == 0


def test_by_order_id_a_declined_one_is_passed_over(gateway, charge, void, trouble, fake):
    gateway.charge(charge(amount=111600))
    trouble("inquireByOrderid", "error")
    outcome = gateway.void(void())
    assert (outcome.state, outcome.reason) == (State.DECLINED, "not_voidable")
