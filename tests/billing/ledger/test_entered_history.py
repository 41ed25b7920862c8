"""What became of payments elsewhere is entered as history (I2, I7, D21)."""

import pytest

from billing.ledger.payment import Payment
from billing.ledger.payment_shape import PaymentShape
from billing.ledger.payment_writing import NO_STEP, Payments
from config.database import db
from tests.billing.ledger.test_source_writing import WIRE, desk, to

__all__ = ["desk"]


@pytest.mark.parametrize("status, back, unapplied", (
    (None, "4.00", "246.00"), ("Processed", "0.00", "250.00"), ("Refunded", "250.00", "0.00"),
    ("Refunded", None, "0.00"), ("Voided", None, "0.00"), ("Charged Back", "4.00", "0.00"),
))
def test_it_stands_as_it_was_and_the_same_again_changes_nothing(desk, status, back, unapplied):
    said = {name: value for name, value in (("status", status), ("refunded_amount", back)) if value}
    first = desk.put(Payments, **said)
    assert first["status"] == (status or "Processed") and first["unapplied_amount"] == unapplied
    assert first["refunded_amount"] == (back or ("250.00" if status == "Refunded" else "0.00"))
    assert desk.put(Payments, **said) == {**first, "new": False}


def test_what_is_left_of_one_pays(desk):
    desk.put(Payments, refunded_amount="200.00", invoices=to(INV_2="50.00"))
    assert desk.invoice("INV-2").balance == 25_000


def test_from_then_on_only_refunds_give_back(desk):
    desk.put(Payments, refunded_amount="4.00")
    for amount in ("0.00", "5.00"):
        told = desk.fault(desk.put, Payments, refunded_amount=amount)
        assert set(told) == {"refunded_amount"}


def test_a_charge_back_that_is_won_is_there_again_and_counts_as_said(desk):
    desk.put(Payments, invoices=to(INV_2="200.00"))
    desk.patch(Payments, "W-1", status="Charged Back")
    won = desk.patch(Payments, "W-1", status="Processed", invoices=to(INV_2="150.00"))
    assert (won["status"], won["unapplied_amount"]) == ("Processed", "100.00")
    assert desk.invoice("INV-2").balance == 15_000


def test_a_file_taken_again_wins_no_charge_back(desk):
    desk.put(Payments, invoices=to(INV_2="200.00"))
    desk.patch(Payments, "W-1", status="Charged Back")
    with desk.cast.within():
        row = PaymentShape().load({**WIRE, "status": "Processed"})
        (_, _, refused), = Payments().put_all([row])
        db.session.commit()
        assert refused.normalized_messages() == {"status": [NO_STEP]}
        assert db.session.get(Payment, (desk.cast.acme, "W-1")).status == "Charged Back"
