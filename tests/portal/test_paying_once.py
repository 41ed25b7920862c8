"""Exactly once: whatever is pressed twice, sent twice or sent at the same moment (M6)."""

import threading
from collections import Counter

import pytest

REVIEW = "/portal/payments/review"
CALLERS = 20


def at_once(forms, visitors):
    """The answers to the forms, all sent at the same moment."""
    start, answers = threading.Barrier(len(forms)), []

    def send(visitor, form):
        start.wait()
        answers.append(visitor.post(REVIEW, form))

    threads = [threading.Thread(target=send, args=pair) for pair in zip(visitors, forms)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def callers(cast, visit):
    """Jane at twenty browsers, as Owner and with one saved card."""
    return [visit("acme").at_portal(cast.jane) for _ in range(CALLERS)]


def test_one_form_from_twenty_at_once_is_one_payment(till, jane, callers):
    form = till.reviewed(jane, "INV-2", "INV-3")
    answers = at_once([form] * CALLERS, callers)
    assert Counter(answer.status_code for answer in answers) == {303: CALLERS}
    assert len({answer.location for answer in answers}) == 1
    assert "You paid $500.00." in jane.get(answers[0].location).text
    paid_once(till, 50_000)


@pytest.mark.parametrize("method", ["visa", "slow"])
def test_twenty_forms_at_once_are_one_payment(till, jane, callers, method):
    method = till.add_method(method)
    forms = [till.reviewed(jane, "INV-2", method=method) for _ in range(CALLERS)]
    answers = at_once(forms, callers)
    assert Counter(answer.status_code for answer in answers) == {303: 1, 409: CALLERS - 1}
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert "under way" in refused.text or "so no payment was made now" in refused.text
    paid_once(till, 30_000)


def test_forms_that_share_one_invoice_pay_it_once(till, jane, callers):
    halves = [till.reviewed(jane, "INV-2", "INV-3"), till.reviewed(jane, "INV-3", "INV-2"),
              till.reviewed(jane, "INV-3")]
    answers = at_once([halves[number % 3] for number in range(CALLERS)], callers)
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert sum(charge["amount"] for charge in till.charges()) in (20_000, 50_000)
    assert len(till.charges()) == len(till.payments()) == 1
    assert till.invoice("INV-3").paid_amount == 20_000


def paid_once(till, amount):
    assert [charge["amount"] for charge in till.charges()] == [amount]
    assert [payment.applied_amount for payment in till.payments()] == [amount]
    assert [attempt.state for attempt in till.attempts()] == ["approved"]
    assert till.invoice("INV-2").status == "Paid"


@pytest.mark.parametrize(
    ("method", "words"),
    [("visa", "You paid $300.00."), ("card_declined", "The payment did not go through"),
     ("error_after", "We are finding out"), ("bank", "is on its way")],
)
def test_back_and_pay_again_shows_the_first_outcome(till, jane, method, words):
    paid = till.pay(jane, "INV-2", method=till.add_method(method))
    again = jane.post(REVIEW, paid.form)
    assert (again.status_code, again.location) == (303, paid.location)
    assert words in jane.get(again.location).text
    assert len(till.charges()) == 1 and len(till.payments()) <= 1


def test_another_form_for_what_is_paid_is_refused(till, jane):
    second = till.reviewed(jane, "INV-2")
    till.pay(jane, "INV-2")
    answer = jane.post(REVIEW, second)
    assert answer.status_code == 409
    assert "Nothing is left to pay on invoice INV-2, so no payment was made now." in answer.text
    assert len(till.charges()) == 1


def test_another_form_for_what_is_unknown_is_refused_with_the_reason(till, jane):
    second = till.reviewed(jane, "INV-2")
    till.pay(jane, "INV-2", method=till.add_method("cut_after"))
    answer = jane.post(REVIEW, second)
    assert answer.status_code == 409 and "so that you do not pay it twice" in answer.text
    assert len(till.charges()) == 1
