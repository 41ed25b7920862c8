"""Giving back and undoing at Stripe (M9)."""

import pytest

from billing.gateways.gateway import AttemptReused, Found, Outcome, Refund, State, Void
from tests.billing.gateways.stripe.fake import later, numbers

ALWAYS_3DS = "4000002760003184"
REFUND = "POST /v1/refunds"
CANCEL = "POST /v1/payment_intents/<key>/cancel"
NOT_REFUNDABLE = Outcome(State.DECLINED, "not_refundable")
NOT_VOIDABLE = Outcome(State.DECLINED, "not_voidable")
NOT_SENT = Outcome(State.NOT_SENT, "unreachable")
UNKNOWN = Outcome(State.UNKNOWN, "no_answer")


@pytest.fixture
def paid(gateway, charge):
    return gateway.charge(charge())


def refund(attempt_id="RF-1", amount=5000, currency="USD", reference=None, **more):
    return Refund(attempt_id, "PA-1", amount, currency, reference, **more)


def void(attempt_id="VO-1", payment="PA-1", reference=None):
    return Void(attempt_id, payment, reference)


def test_a_part_is_given_back(gateway, paid, ledger):
    outcome = gateway.refund(refund(reference=paid.reference, description="Overcharged"))
    (made,) = ledger.all("refund")
    assert outcome == Outcome(State.APPROVED, None, made["id"], None, 5000)
    assert made["metadata"]["reason"] == "Overcharged"
    assert ledger.taken() == 7050
    assert gateway.find("PA-1").outcome.state is State.APPROVED


def test_the_reference_need_not_be_known(gateway, paid, ledger):
    assert gateway.refund(refund()).state is State.APPROVED
    assert gateway.void(void()) == NOT_VOIDABLE
    assert ledger.taken() == 7050


def test_the_same_refund_again_gives_back_nothing_more(gateway, paid, ledger):
    assert gateway.refund(refund()) == gateway.refund(refund())
    assert ledger.taken() == 7050
    with pytest.raises(AttemptReused):
        gateway.refund(refund(amount=1))


def test_never_more_than_was_paid(gateway, paid, ledger):
    too_much = Outcome(State.DECLINED, "amount_exceeds_payment")
    assert gateway.refund(refund(amount=12051)) == too_much
    gateway.refund(refund("RF-2", 12000))
    assert gateway.refund(refund("RF-3", 51)) == too_much
    gateway.refund(refund("RF-4", 50))
    assert gateway.refund(refund("RF-5", 1)) == too_much
    assert ledger.taken() == 0


def test_what_was_refunded_whole_stays_a_payment(gateway, paid):
    gateway.refund(refund(amount=12050))
    assert gateway.find("PA-1").outcome.state is State.APPROVED


def test_what_cannot_be_refunded(gateway, charge, paid, ledger):
    declined = gateway.charge(charge("4000000000000341", "PA-2"))
    assert gateway.refund(Refund("RF-1", "PA-2", 100, "USD", declined.reference)) == NOT_REFUNDABLE
    assert gateway.refund(Refund("RF-2", "PA-3", 100, "USD")) == NOT_REFUNDABLE
    assert gateway.refund(Refund("RF-3", "PA-2", 100, "USD", paid.reference)) == NOT_REFUNDABLE
    assert gateway.refund(refund("RF-4", currency="EUR")) == NOT_REFUNDABLE
    later.dispute(ledger, paid.reference)
    assert gateway.refund(refund("RF-5")) == NOT_REFUNDABLE
    assert ledger.all("refund") == []


@pytest.mark.parametrize(("trouble", "when"), [("cut", "before"), ("cut", "after"),
                                               ("error", "after")])
def test_a_refund_without_an_answer(gateway, paid, ledger, fault, trouble, when):
    fault(trouble, when, REFUND)
    assert gateway.refund(refund(reference=paid.reference)) == UNKNOWN
    found = gateway.find("RF-1", paid.reference)
    assert found.state is (Found.FOUND if when == "after" else Found.NOT_FOUND)
    assert ledger.taken() == (7050 if when == "after" else 12050)


def test_a_payment_that_could_not_be_asked_for_is_not_refunded(gateway, paid, ledger, fault):
    fault("cut", operation="GET /v1/payment_intents/<key>")
    assert gateway.refund(refund(reference=paid.reference)) == NOT_SENT
    fault("error", operation="GET /v1/payment_intents/<key>")
    assert gateway.void(void(reference=paid.reference)) == NOT_SENT
    assert ledger.taken() == 12050


@pytest.mark.parametrize(("status", "state"), [
    ("succeeded", State.APPROVED), ("failed", State.DECLINED), ("canceled", State.DECLINED),
])
def test_a_bank_takes_days_to_give_back(gateway, charge, ledger, status, state):
    debit = gateway.charge(charge(numbers.BANK))
    assert gateway.refund(refund(reference=debit.reference)) == NOT_REFUNDABLE
    later.settle(ledger, debit.reference)
    outcome = gateway.refund(refund("RF-2", reference=debit.reference))
    assert outcome.state is State.PROCESSING
    later.end_refund(ledger, outcome.reference, status)
    assert gateway.find("RF-2", debit.reference).outcome.state is state


def test_a_payment_is_voided_whole(gateway, paid, ledger):
    assert gateway.void(void(reference=paid.reference)).state is State.APPROVED
    assert ledger.taken() == 0
    for reference in (None, paid.reference):
        assert gateway.find("PA-1", reference).outcome == Outcome(
            State.DECLINED, "voided", paid.reference)


def test_the_same_void_again_is_the_same(gateway, paid):
    first = gateway.void(void())
    assert gateway.void(void()) == first == gateway.find("VO-1", paid.reference).outcome


def test_a_void_that_failed_at_the_bank_leaves_the_payment(gateway, paid, ledger):
    outcome = gateway.void(void())
    later.end_refund(ledger, outcome.reference, "failed")
    ledger.things[ledger.things[paid.reference]["latest_charge"]]["refunded"] = True
    assert gateway.find("PA-1").outcome.state is State.APPROVED


def test_what_waits_for_its_payer_is_cancelled(gateway, charge, ledger):
    waiting = gateway.charge(charge(ALWAYS_3DS))
    outcome = gateway.void(void(reference=waiting.reference))
    assert outcome == Outcome(State.APPROVED, None, waiting.reference)
    assert gateway.find("PA-1").outcome == Outcome(State.DECLINED, "cancelled", waiting.reference)
    assert gateway.void(void()) == outcome
    assert gateway.void(void("VO-2")) == NOT_VOIDABLE


def test_what_was_declined_can_be_closed_for_good(gateway, charge, ledger):
    """Somebody who came back from the bank's page has what it takes to try another card."""
    waiting = gateway.charge(charge(ALWAYS_3DS))
    later.authenticate(ledger, waiting.reference, False)
    assert gateway.void(void()).state is State.APPROVED
    assert ledger.things[waiting.reference]["status"] == "canceled"


def test_a_bank_debit_on_its_way_cannot_be_stopped(gateway, charge, ledger):
    debit = gateway.charge(charge(numbers.BANK))
    assert gateway.void(void()) == NOT_VOIDABLE
    later.settle(ledger, debit.reference)
    assert gateway.void(void("VO-2")).state is State.PROCESSING


def test_nothing_is_there_to_void(gateway):
    assert gateway.void(void()) == NOT_VOIDABLE


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_cancelling_without_an_answer(gateway, charge, fault, when):
    waiting = gateway.charge(charge(ALWAYS_3DS))
    fault("cut", when, CANCEL)
    assert gateway.void(void()) == UNKNOWN
    found = gateway.find("VO-1", waiting.reference)
    assert found.state is (Found.FOUND if when == "after" else Found.NOT_FOUND)


@pytest.mark.parametrize("trouble", ["cut", "error", "garbled"])
def test_a_mark_without_an_answer_cancels_nothing(gateway, charge, fault, ledger, trouble):
    waiting = gateway.charge(charge(ALWAYS_3DS))
    fault(trouble, "after", "POST /v1/payment_intents/<key>")
    assert gateway.void(void()) == NOT_SENT
    assert ledger.things[waiting.reference]["status"] == "requires_action"
    assert gateway.find("VO-1", waiting.reference).state is Found.NOT_FOUND
