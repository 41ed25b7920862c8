"""Staff give money back on the payment's page, with a reason (M9, D8)."""

import re
import uuid

import pytest

from billing.ledger.charge_back import charge_back
from config.database import db
from tests.billing.ledger.giver import Giver
from tests.setup.pages import messages, text

PAYMENT = "/setup/customers/C-1001/payments/{}"


@pytest.fixture
def giver(cast):
    return Giver(cast)


def form(page, **more):
    key = re.search(r'name="refund_id"[^>]* value="([^"]+)"', page)[1]
    return {"refund_id": key, "note": "Ordered twice", **more}


def test_a_part_is_given_back_once_and_the_page_tells_who_and_why(giver, stan):
    here = PAYMENT.format(giver.paid({"INV-2": 30_000}))
    page = text(stan.get(f"{here}/refund"))
    assert 'value="300.00"' in page and "The gateway gives it back to Visa •••• 4242." in page
    sent = form(page, amount="120.50")
    for _ in range(2):
        assert messages(stan, stan.post(f"{here}/refund", sent))[0] == (
            "$120.50 has been given back.")
    shown = text(stan.get(here))
    for said in ("Ordered twice", "Stan Baker", ">Done<", "$120.50", f'href="{here}/refund"'):
        assert said in shown, said
    assert f'href="{here}/void"' not in shown
    assert giver.entries(sent["refund_id"]) == [("refund", "approved", 12_050)]


@pytest.mark.parametrize(("amount", "why"), [
    ("300.01", "At most $300.00 can be given back."),
    ("0", "such as 1250.50"), ("-5", "such as 1250.50"), ("1.005", "such as 1250.50"),
])
def test_an_amount_that_cannot_be_is_refused_at_its_field(giver, stan, amount, why):
    here = PAYMENT.format(giver.paid({"INV-2": 30_000})) + "/refund"
    answer = stan.post(here, form(text(stan.get(here)), amount=amount))
    assert why in text(answer, 422)


def test_without_a_reason_nothing_is_given_back(giver, stan):
    paid = giver.paid({"INV-2": 30_000})
    here = PAYMENT.format(paid) + "/void"
    page = text(stan.post(here, {"refund_id": str(uuid.uuid4()), "note": " "}), 422)
    assert "Say why the money is given back." in page
    assert giver.payment(paid).status == "Processed"


def test_a_void_that_the_gateway_declines_says_why(giver, stan):
    paid = giver.paid({"INV-2": 30_000})
    attempt = giver.attempts()[-1].attempt_id
    giver.gateway("POST", "/refunds", {
        "attempt_id": str(uuid.uuid4()), "payment": str(attempt), "amount": 1, "currency": "USD",
        "reference": None, "description": ""})
    here = PAYMENT.format(paid)
    answer = stan.post(f"{here}/void", form(text(stan.get(f"{here}/void"))))
    assert messages(stan, answer)[0] == "This payment cannot be voided any more."
    assert giver.payment(paid).status == "Processed"


def test_an_answer_that_is_lost_says_not_to_give_it_back_otherwise(giver, stan):
    paid = giver.paid({"INV-2": 30_000})
    here = PAYMENT.format(paid)
    giver.gateway("POST", "/faults", {"trouble": "cut", "when": "after", "operation": "void"})
    answer = stan.post(f"{here}/void", form(text(stan.get(f"{here}/void"))))
    assert "do not give the money back another way" in messages(stan, answer)[0]
    shown = text(stan.get(here))
    assert ">Being found out<" in shown and f'href="{here}/refund"' not in shown
    again = stan.post(f"{here}/refund", {"refund_id": str(uuid.uuid4()), "note": "Again",
                                         "amount": "1"})
    assert again.location == here and "is being given back since" in messages(stan, again)[0]


def test_staff_without_the_right_are_not_offered_it(cast, giver, visit):
    here = PAYMENT.format(giver.paid({"INV-2": 30_000}))
    vera = visit("acme").at_setup(cast.vera)
    assert "/refund" not in text(vera.get(here))
    assert vera.post(f"{here}/refund", {}).status_code == 403


def test_a_charge_back_shows_as_such_to_both_and_nothing_more_is_given_back(giver, stan, jane):
    paid = giver.paid({"INV-2": 30_000})
    with giver.cast.within():
        charge_back(giver.attempts()[-1].attempt_id)
        db.session.commit()
    here = PAYMENT.format(paid)
    for page in (text(stan.get(here)), text(jane.get(f"/portal/payments/{paid}"))):
        assert ">Charged Back<" in page and "The bank took this payment back." in page
    assert f"{here}/refund" not in text(stan.get(here))
    assert giver.invoice("INV-2").balance == 30_000
