"""A program charges a saved method, and gives money back: once for each key (M6, M9, D26)."""

import threading
import uuid
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.ledger.payment import Payment
from config import clock
from config.database import db
from tenants.idempotent_answer import IdempotentAnswer
from tests.api.test_customers import faults
from tests.till import Till

CALLERS = 12


@pytest.fixture
def program(program):
    """Its keys are its own: the gateway remembers what other tests have sent."""
    program.mark = uuid.uuid4().hex
    return program


@pytest.fixture
def till(cast):
    return Till(cast)


def keyed(program, key):
    return {"Idempotency-Key": f"{key} {program.mark}"}


def pay(program, key="one", invoice_id="INV-2", method="PM-1", **more):
    return program.post(f"/invoices/{invoice_id}/pay", headers=keyed(program, key),
                        json={"payment_method_id": method, **more})


def test_an_invoice_is_paid(program, till):
    answer = pay(program)
    assert answer.status_code == 200, answer.json
    assert (answer.json["state"], answer.json["amount"]) == ("approved", "300.00")
    assert answer.json["invoices"] == ["INV-2"] and answer.json["action_url"] is None
    payment = program.get(f"/payments/{answer.json['payment_id']}").json
    assert payment["invoices"] == [{"invoice_id": "INV-2", "amount": "300.00"}]
    assert payment["created_by"] == "tests"
    assert program.get("/invoices/INV-2").json["status"] == "Paid"
    assert program.get(f"/payment_attempts/{answer.json['attempt_id']}").json == answer.json


def test_a_part_is_paid(program, till):
    assert pay(program, amount="120.50").json["amount"] == "120.50"
    assert program.get("/invoices/INV-2").json["balance"] == "179.50"


def test_without_a_key_nothing_is_charged(program, till):
    answer = program.post("/invoices/INV-2/pay", json={"payment_method_id": "PM-1"})
    assert answer.status_code == 400 and "Idempotency-Key" in answer.json["detail"]
    assert till.charges() == []


def test_the_same_call_again_charges_nothing_more(program, till):
    first = pay(program)
    again = pay(program)
    assert again.json == first.json and again.headers["Idempotent-Replayed"] == "true"
    assert pay(program, amount="1.00").status_code == 422
    assert len(till.charges()) == 1


@pytest.mark.parametrize(("method", "status", "state"), [
    ("card_declined", 402, "declined"), ("bank", 202, "processing"), ("cut_after", 202, "unknown"),
    ("3ds", 202, "action required"),
])
def test_the_answer_is_honest(program, till, method, status, state):
    answer = pay(program, method=till.add_method(method))
    assert (answer.status_code, answer.json["state"]) == (status, state)
    assert program.get(f"/payment_attempts/{answer.json['attempt_id']}").json["state"] == state
    second = pay(program, "two")
    assert second.status_code == (200 if status == 402 else 409), second.json


def test_a_refusal_says_why(program, till):
    answer = pay(program, method=till.add_method("card_declined"))
    assert answer.content_type == "application/problem+json"
    assert answer.json["reason"] == "card_declined"
    assert "Your bank declined this payment" in answer.json["detail"]


def test_the_payer_confirms_where_the_answer_says(program, till, jane):
    answer = pay(program, method=till.add_method("3ds"))
    page = jane.get(answer.json["action_url"].partition("8000")[2])
    assert page.status_code == 200 and "$300.00" in page.text


def test_what_cannot_be_paid_is_refused_and_the_key_is_free_again(program, till):
    for status, options in (
        (404, {"invoice_id": "NONE"}), (404, {"invoice_id": "CANARY-initech-INV"}),
        (422, {"method": "CANARY-B-PM"}), (422, {"method": "CANARY-initech-PM"}),
        (422, {"amount": "300.01"}), (422, {"amount": "0.00"}), (409, {"invoice_id": "INV-1"}),
        (409, {"invoice_id": "INV-4"}),
    ):
        assert pay(program, **options).status_code == status, options
    assert till.attempts() == []
    assert pay(program).status_code == 200


@pytest.mark.parametrize(("options", "pointer"), [
    ({"amount": "300.01"}, "/amount"), ({"amount": "0.00"}, "/amount"),
    ({"amount": "1.001"}, "/amount"), ({"method": "CANARY-B-PM"}, "/payment_method_id"),
])
def test_what_is_refused_of_a_charge_is_pointed_at(program, till, options, pointer):
    assert set(faults(pay(program, **options))) == {pointer}


def test_many_at_once_are_one_payment(program, till, jane):
    """Programs, some under one key, and a person who clicks."""
    form = till.reviewed(jane, "INV-2")
    keys = ["same"] * 4 + [f"own-{number}" for number in range(CALLERS - 4)]
    calls = [lambda key=key: pay(program, key) for key in keys]
    calls.append(lambda: jane.post("/portal/payments/review", form))
    counted = Counter(answer.status_code for answer in at_once(calls))
    assert set(counted) <= {200, 303, 409} and counted[200] + counted[303] >= 1
    assert [each["amount"] for each in till.charges()] == [30_000]
    assert till.invoice("INV-2").paid_amount == 50_000


def at_once(calls):
    start, answers = threading.Barrier(len(calls)), []

    def run(call):
        start.wait()
        answers.append(call())

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_who_died_before_it_answered_is_answered_by_what_became_of_it(program, till):
    """The same call later finds the attempt, and charges nothing more."""
    first = pay(program)
    with till.cast.within():
        db.session.scalars(select(IdempotentAnswer)).one().status = None
        db.session.commit()
    assert pay(program).status_code == 409
    with clock.travelled(clock.now() + timedelta(minutes=3)):
        assert pay(program).json == first.json
    assert len(till.charges()) == 1


def back(program, payment_id, kind="refund", key="back", **more):
    return program.post(f"/payments/{payment_id}/{kind}", headers=keyed(program, key),
                        json={"note": "Paid twice", **more})


def test_a_part_is_given_back_once(program, till):
    payment_id = pay(program).json["payment_id"]
    first = back(program, payment_id, amount="100.00")
    assert first.status_code == 200, first.json
    assert (first.json["state"], first.json["created_by"]) == ("approved", "tests")
    assert back(program, payment_id, amount="100.00").json == first.json
    assert program.get(f"/refunds/{first.json['refund_id']}").json == first.json
    assert program.get(f"/payments/{payment_id}").json["refunded_amount"] == "100.00"
    assert program.get("/invoices/INV-2").json["balance"] == "100.00"
    more = back(program, payment_id, key="more", amount="200.01")
    assert set(faults(more)) == {"/amount"} and "$200.00" in more.json["detail"]
    assert back(program, payment_id, key="rest").json["amount"] == "200.00"


def test_a_void_undoes_the_whole(program, till):
    payment_id = pay(program).json["payment_id"]
    assert back(program, payment_id, "void").json["kind"] == "void"
    assert program.get(f"/payments/{payment_id}").json["status"] == "Voided"
    assert program.get("/invoices/INV-2").json["balance"] == "300.00"


def test_what_came_in_elsewhere_is_given_back_on_paper(program, cast):
    with cast.within():
        db.session.get(Payment, (cast.acme, "PAY-1")).payment_type = "External"
        db.session.commit()
    assert back(program, "PAY-1").json["amount"] == "300.00"
    assert program.get("/payments/PAY-1").json["status"] == "Refunded"
    assert back(program, "PAY-1", key="again").status_code == 422


def test_a_neighbours_payment_is_none(program, till):
    assert back(program, "CANARY-initech-PAY").status_code == 404
