"""An invoice is reversed whole or not at all, whoever pays it meanwhile (D21)."""

import threading

import pytest

from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_writing import Invoices
from billing.ledger.payment import Payment
from billing.ledger.reversing import BeingPaid
from config.database import db


def reverse():
    fields = {"invoice_id": "INV-2", "status": "Reversed"}
    writing = Invoices()
    return writing.told(writing.change(writing.standing([fields])["INV-2"], fields))


def stands(cast):
    """(status, paid) of the invoice, and what its payment has left."""
    with cast.within():
        invoice = db.session.get(Invoice, (cast.acme, "INV-2"))
        payment = db.session.get(Payment, (cast.acme, "PAY-1"))
        return invoice.status, invoice.paid_amount, payment.unapplied_amount


def test_what_is_being_paid_is_not_reversed(cast):
    before = stands(cast)
    with cast.within():
        attempt = PaymentAttempt(customer_id="C-1001", payment_method_id="PM-1", currency="USD",
                                 amount=30_000, state="unknown")
        db.session.add(attempt)
        db.session.flush()
        db.session.add(AttemptShare(attempt_id=attempt.attempt_id, invoice_id="INV-2",
                                    amount=30_000, open=True))
        db.session.commit()
        with pytest.raises(BeingPaid):
            reverse()
        db.session.commit()
    assert stands(cast) == before == ("Partially Paid", 20_000, 0)


def test_two_who_reverse_at_once_free_the_money_once(cast):
    ready, failed = threading.Barrier(2), []

    def one():
        try:
            with cast.within():
                ready.wait(20)
                reverse()
                db.session.commit()
        except Exception as error:  # noqa: BLE001 - told below, by the test itself
            failed.append(error)

    both = [threading.Thread(target=one) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert not failed
    assert stands(cast) == ("Reversed", 0, 20_000)
