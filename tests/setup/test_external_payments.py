"""Staff record what came in outside of the portal, once, to the cent (M13)."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.ledger.payment import Payment
from config import clock
from config.database import db
from tests import ledger
from tests.setup.pages import due, messages, text
from tests.till import Till, copied

NEW = "/setup/customers/C-1001/new-payment"
ZONE = "America/New_York"


@pytest.fixture
def till(cast):
    return Till(cast)


@pytest.fixture
def record(stan):
    """The answer to a form that was opened and sent with these fields."""

    def send(**fields):
        page = text(stan.get(NEW))
        key = re.search(r'name="entry_id"[^>]* value="([^"]+)"', page)[1]
        return stan.post(NEW, {
            "entry_id": key, "currency": "USD", "payment_date": clock.today(ZONE).isoformat(),
            "payment_method": "Bank transfer", **fields})

    return send


def test_what_came_in_is_counted_as_typed_and_its_receipt_mailed(cast, till, stan, record):
    answer = record(amount="350.00", reference_number="TRX 7", receipt="y",
                    **{"amount.INV-2": "300", "amount.INV-3": "20.50"})
    assert messages(stan, answer)[0] == "Payment PT-1001 of $350.00 has been recorded."
    payment, = till.payments()
    assert (payment.status, payment.payment_type, payment.payment_method, payment.created_by) == (
        "Processed", "External", "Bank transfer", "Stan Baker")
    assert (payment.applied_amount, payment.unapplied_amount) == (32_050, 2_950)
    assert [till.invoice(each).balance for each in ("INV-2", "INV-3")] == [0, 17_950]
    assert due(cast) == [("payment_receipt", "jane@atlas.example")]
    page = text(stan.get(answer.location))
    assert ">External<" in page and "TRX 7" in page and "$29.50" in page


def test_the_same_form_twice_records_one(till, stan, record):
    key = str(uuid.uuid4())
    answers = [record(entry_id=key, amount="10", oldest="y") for _ in range(2)]
    assert answers[0].location == answers[1].location and len(till.payments()) == 1


def test_what_is_left_pays_what_is_due_first_but_not_what_is_being_paid(till, jane, record):
    till.pay(jane, "INV-2", method=till.add_method("bank"))
    record(amount="250", oldest="y")
    payment = till.payments()[-1]
    assert (payment.applied_amount, payment.unapplied_amount) == (20_000, 5_000)
    assert [till.invoice(each).balance for each in ("INV-2", "INV-3")] == [30_000, 0]


@pytest.mark.parametrize(("fields", "why"), [
    ({"amount": "x"}, "such as 1250.50"),
    ({"amount": "10", "amount.INV-2": "10.01"}, "Only $10.00 is not applied yet."),
    ({"amount": "900", "amount.INV-3": "200.01"}, "Invoice INV-3 cannot take so much"),
    ({"amount": "10", "amount.INV-3": "-1"}, "such as 1250.50"),
    ({"amount": "10", "payment_method": " "}, "Say how it was paid"),
    ({"amount": "10", "payment_date": (clock.today(ZONE) + timedelta(2)).isoformat()},
     "This day has not come yet."),
], ids=["amount", "more-than-came", "more-than-owed", "negative", "method", "tomorrow"])
def test_what_cannot_be_is_told_and_nothing_is_recorded(till, record, fields, why):
    assert why in text(record(**fields), 422)
    assert till.payments() == [] and till.invoice("INV-3").balance == 20_000


def test_an_invoice_of_somebody_else_is_not_found(till, record):
    assert record(amount="10", **{"amount.CANARY-B-INV": "10"}).status_code == 404
    assert till.payments() == []


def test_a_parent_pays_for_its_child(cast, stan):
    with cast.within():
        ledger.invoice("N-1", "C-1005", 20_000, days=-4)
        db.session.commit()
    new = "/setup/customers/C-1004/new-payment"
    page = text(stan.get(new))
    assert "N-1" in page and "Delta North" in page
    stan.post(new, {"entry_id": str(uuid.uuid4()), "currency": "USD", "amount": "200",
                    "payment_date": clock.today(ZONE).isoformat(), "payment_method": "Cheque",
                    "amount.N-1": "200"})
    with cast.within():
        payment = copied(db.session.scalars(select(Payment).where(
            Payment.customer_id == "C-1004")).one())
    assert payment.applied_amount == 20_000 and Till(cast).invoice("N-1").status == "Paid"


def test_one_recorded_by_mistake_is_voided_without_a_letter(cast, till, stan, record):
    here = record(amount="300", **{"amount.INV-2": "300"}).location
    stan.post(f"{here}/void", {"refund_id": str(uuid.uuid4()), "note": "Wrong customer"})
    assert till.payments()[0].status == "Voided" and till.invoice("INV-2").balance == 30_000
    assert due(cast) == []
