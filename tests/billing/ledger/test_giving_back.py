"""Refunds and voids: once at the gateway, and in the ledger as the gateway has it (M9, D21)."""

import threading
import uuid
from datetime import timedelta

import pytest

from billing.gateways.outcome import Outcome, State
from billing.ledger import against
from billing.ledger.gateway_account import under_way
from config import clock
from config.database import db
from tests import ledger
from tests.billing.ledger.giver import Giver
from workers import refunds


@pytest.fixture
def giver(cast):
    return Giver(cast)


def standing(giver, payment_id):
    found = giver.payment(payment_id)
    return found.status, found.applied_amount, found.refunded_amount, found.unapplied_amount


def test_a_part_given_back_is_owed_again_where_it_was_counted_last(giver):
    paid = giver.paid({"INV-2": 30_000, "INV-3": 20_000})
    given = giver.give(paid, "refund", 25_000)
    assert (given.state, given.amount, given.asked_by) == ("approved", 25_000, "Stan Baker")
    assert standing(giver, paid) == ("Processed", 25_000, 25_000, 0)
    assert [giver.invoice(each).balance for each in ("INV-2", "INV-3")] == [5_000, 20_000]
    assert giver.entries(given.refund_id) == [("refund", "approved", 25_000)]
    assert giver.letters()[-1] == ("payment_refunded", "jane@atlas.example")


def test_the_rest_given_back_is_a_payment_refunded(giver):
    paid = giver.paid({"INV-2": 30_000})
    giver.give(paid, "refund", 10_000)
    with pytest.raises(against.MoreThanLeft, match="At most \\$200.00"):
        giver.give(paid, "refund", 20_001)
    with pytest.raises(against.PartGivenBack):
        giver.give(paid, "void", 20_000)
    giver.give(paid, "refund", 20_000)
    assert standing(giver, paid) == ("Refunded", 0, 30_000, 0)
    assert giver.invoice("INV-2").status == "Partially Paid"
    with pytest.raises(against.NothingThere):
        giver.give(paid, "refund", 1)


def test_money_applied_to_nothing_goes_first(giver):
    paid = giver.paid({"INV-3": 20_000})
    with giver.cast.within():
        from billing.ledger.given_back import held
        held(paid)[1].take_back(8_000)
        db.session.commit()
    giver.give(paid, "refund", 7_000)
    assert standing(giver, paid) == ("Processed", 12_000, 7_000, 1_000)


def test_a_void_undoes_all_of_it(giver):
    paid = giver.paid({"INV-2": 30_000, "INV-3": 5_000})
    voided = giver.give(paid, "void", 35_000)
    assert voided.state == "approved" and standing(giver, paid) == ("Voided", 0, 0, 0)
    assert [giver.invoice(each).balance for each in ("INV-2", "INV-3")] == [30_000, 20_000]
    assert giver.entries(voided.refund_id) == [("void", "approved", 35_000)]


def test_a_bank_debit_that_is_voided_under_way_is_declined_and_sets_its_invoice_free(giver):
    paid = giver.paid({"INV-2": 30_000}, giver.add_method("bank"))
    assert giver.payment(paid).status == "Processing"
    with pytest.raises(against.NothingThere):
        giver.give(paid, "refund", 30_000)
    giver.give(paid, "void", 30_000)
    assert giver.payment(paid).status == "Declined"
    assert giver.payment(paid).failure_reason == "The payment was cancelled."
    assert giver.attempts()[-1].state == "cancelled"
    assert giver.letters()[-1][0] == "payment_declined"
    assert giver.payment(giver.paid({"INV-2": 30_000})).status == "Processed"


@pytest.mark.parametrize("trouble", ["error", "cut"])
def test_an_answer_that_was_lost_is_asked_for_and_never_sent_again(giver, trouble):
    paid = giver.paid({"INV-2": 30_000})
    giver.gateway("POST", "/faults", {"trouble": trouble, "when": "after", "operation": "refund"})
    lost = giver.give(paid, "refund", 10_000)
    assert (lost.state, standing(giver, paid)) == ("unknown", ("Processed", 30_000, 0, 0))
    with pytest.raises(against.GoingBack):
        giver.give(paid, "refund", 10_000)
    with clock.travelled(minutes=2), giver.cast.app.app_context():
        refunds.inquire(giver.cast.acme, str(lost.refund_id))
    assert standing(giver, paid) == ("Processed", 20_000, 10_000, 0)
    assert giver.entries(lost.refund_id) == [("refund", "approved", 10_000)]


def test_what_was_committed_and_never_sent_is_not_sent_later_either(giver):
    paid = giver.paid({"INV-2": 30_000})
    left = giver.give(paid, "refund", 10_000, send=False)
    with clock.travelled(minutes=3), giver.cast.app.app_context():
        refunds.inquire(giver.cast.acme, str(left.refund_id))
    assert giver.refund(left.refund_id).state == "not sent"
    assert giver.entries(left.refund_id) == []
    assert giver.give(paid, "refund", 10_000).state == "approved"


def test_a_refund_that_the_bank_sends_back_weeks_later_is_money_again(giver):
    paid = giver.paid({"INV-2": 30_000})
    given = giver.give(paid, "refund", 30_000)
    back = Outcome(State.DECLINED, "not_refundable")
    assert giver.answer(given.refund_id, back).state == "declined"
    assert standing(giver, paid) == ("Processed", 0, 0, 30_000)
    assert giver.answer(given.refund_id, Outcome(State.APPROVED)).state == "declined"
    assert giver.letters().count(("payment_refunded", "jane@atlas.example")) == 1
    assert giver.letters().count(("payment_alert", "stan@acme.example")) == 1
    assert giver.refund(given.refund_id).failed_at


def test_one_form_sent_by_ten_at_once_gives_back_once(giver):
    paid, key = giver.paid({"INV-2": 30_000}), uuid.uuid4()
    start, refused = threading.Barrier(10), []

    def send():
        start.wait()
        try:
            giver.give(paid, "refund", 10_000, key)
        except against.GoingBack as error:
            refused.append(error)

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 9 and standing(giver, paid) == ("Processed", 20_000, 10_000, 0)
    assert giver.entries(key) == [("refund", "approved", 10_000)]


def test_what_no_gateway_took_is_recorded_only(giver):
    with giver.cast.within():
        ledger.payment("EXT-1", "C-1001", 6_000, {}, payment_type="External")
        db.session.commit()
    given = giver.give("EXT-1", "refund", 2_000)
    assert (given.state, given.attempt_id, given.due_at) == ("approved", None, None)
    assert giver.give("EXT-1", "refund", 4_000).state == "approved"
    assert standing(giver, "EXT-1") == ("Refunded", 0, 6_000, 0)


def test_the_rest_that_became_a_credit_goes_before_what_was_paid(giver):
    """What was paid beyond what is due, and used for another invoice since (M2)."""
    from billing.ledger.credit import Credit
    from billing.ledger.given_back import held
    from billing.ledger.invoice import Invoice

    paid = giver.paid({"INV-2": 30_000})
    with giver.cast.within():
        _, payment = held(paid)
        payment.take_back(10_000)
        rest = Credit.of_rest(payment, 10_000)
        db.session.flush()
        rest.apply(Invoice.locked(["INV-3"])[0], 6_000)
        db.session.commit()
    giver.give(paid, "refund", 7_000)
    assert giver.invoice("INV-3").paid_amount == 3_000
    giver.give(paid, "refund", 4_000)
    with giver.cast.within():
        rest = db.session.get_one(Credit, (giver.cast.acme, f"{paid}-CR"))
        assert (rest.status, rest.applied_amount, rest.unapplied_amount) == ("Reversed", 0, 0)
    assert standing(giver, paid) == ("Processed", 19_000, 11_000, 0)
    assert giver.invoice("INV-2").paid_amount == 39_000 and not giver.invoice("INV-3").paid_amount


def test_an_order_that_lay_about_is_not_sent(giver):
    from billing.ledger import giving_back

    paid = giver.paid({"INV-2": 30_000})
    with giver.cast.within():
        order = giving_back.begin(paid, uuid.uuid4(), "refund", 100, "Late", "Stan Baker")
        db.session.commit()
        with clock.travelled(to=clock.now() + timedelta(seconds=31)):
            assert order.carry_out().state is State.NOT_SENT


def test_without_the_gateway_nothing_is_given_back(giver, monkeypatch):
    paid = giver.paid({"INV-2": 30_000})
    monkeypatch.setitem(giver.cast.app.config, "TEST_GATEWAY_URL", "")
    given = giver.give(paid, "refund", 10_000)
    assert (given.state, given.reason) == ("not sent", "refused")
    assert standing(giver, paid)[:3] == ("Processed", 30_000, 0)


def test_a_gateways_account_stays_while_a_refund_is_not_answered(giver):
    given = giver.give(giver.paid({"INV-2": 30_000}), "refund", 10_000, send=False)
    with giver.cast.within():
        assert under_way("test") and not under_way("stripe")
    giver.answer(given.refund_id, Outcome(State.APPROVED))
    with giver.cast.within():
        assert not under_way("test")
