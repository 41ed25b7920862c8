"""A method that was deleted pays nothing, however closely the two follow each other (M4)."""

import threading
import uuid
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from billing.ledger import paying
from billing.ledger.payment_method import PaymentMethod
from billing.people.customer import Customer
from config.database import db
from workers import payments

METHODS = "/portal/account/payment-methods"
REVIEW = "/portal/payments/review"
WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"


@pytest.fixture
def form(till, jane):
    return till.reviewed(jane, "INV-2")


def removed(cast):
    db.session.get_one(PaymentMethod, (cast.acme, "PM-1")).delete()
    db.session.flush()


def refused(answer, till):
    assert answer.status_code == 409
    told = answer.text[answer.text.index('id="method-error"'):]
    assert "This payment method was removed. Choose another one." in told[:300]
    assert till.attempts() == till.charges() == till.payments() == []
    assert till.invoice("INV-2").balance == 30_000


def test_deleted_after_the_review(jane, form, till):
    assert jane.post(f"{METHODS}/PM-1/delete").status_code == 302
    refused(jane.post(REVIEW, form), till)


def test_deleted_at_the_moment_of_paying(cast, jane, form, till):
    """The deletion is not committed when the form comes: the form waits for what becomes of it."""
    answers = []
    payer = threading.Thread(target=lambda: answers.append(jane.post(REVIEW, form)))
    with cast.within():
        removed(cast)
        payer.start()
        waits_for_it(cast)
        assert not answers
        db.session.commit()
    payer.join()
    refused(answers[0], till)


def test_a_deletion_that_is_taken_back_refuses_nothing(cast, jane, form, till):
    answers = []
    payer = threading.Thread(target=lambda: answers.append(jane.post(REVIEW, form)))
    with cast.within():
        removed(cast)
        payer.start()
        waits_for_it(cast)
        db.session.rollback()
    payer.join()
    assert answers[0].status_code == 303 and len(till.charges()) == 1


def waits_for_it(cast):
    """Until the form's own transaction waits for this one's lock."""
    with db.engine.connect() as other:
        for _ in range(400):
            if other.scalar(text(WAITING)):
                return
            other.rollback()
            other.execute(text("select pg_sleep(0.01)"))
    pytest.fail("the form did not wait")


def test_what_is_being_charged_is_deleted_afterwards(cast, jane, till):
    payer, attempt_id = SimpleNamespace(may_pay=True, portal_user_id=cast.jane), uuid.uuid4()
    with cast.within():
        atlas = db.session.get_one(Customer, (cast.acme, "C-1001"))
        order = paying.begin(atlas, payer, attempt_id, "PM-1", {"INV-2": None})
        db.session.commit()
    answer = jane.post(f"{METHODS}/PM-1/delete")
    assert answer.status_code == 409 and "is being made right now" in answer.text
    with cast.within():
        payments.conclude(attempt_id, order.carry_out())
    assert jane.post(f"{METHODS}/PM-1/delete").status_code == 302
    assert [payment.applied_amount for payment in till.payments()] == [30_000]
