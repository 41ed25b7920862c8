"""What the bank takes back is owed again (D21, M13)."""

import pytest

from tests.postman import Postman


@pytest.fixture
def postman(cast):
    return Postman(cast)


@pytest.fixture
def gateway(cast, visit):
    return visit("acme")


def charged_back(postman, gateway, attempt, **more):
    told = {"kind": "charge_back", "reference": attempt.gateway_reference, **more}
    assert postman.bring(postman.signed(**told), gateway).status_code == 204
    return postman.act()


def test_the_payment_is_charged_back_and_its_invoices_are_owed_again(postman, jane, gateway):
    paid = postman.pay(jane, "INV-2", "INV-3")
    attempt, = postman.attempts()
    assert charged_back(postman, gateway, attempt) == ["done"]
    looked_again = jane.get(paid.location, follow_redirects=True)
    assert "Charged Back" in looked_again.text and "You paid" not in looked_again.text
    payment, = postman.payments()
    assert (payment.status, payment.applied_amount, payment.unapplied_amount) == (
        "Charged Back", 0, 0)
    assert payment.failure_reason == "The bank took this payment back."
    found = [postman.invoice(each) for each in ("INV-2", "INV-3")]
    assert [(each.status, each.balance) for each in found] == [
        ("Partially Paid", 30_000), ("Posted", 20_000)]
    assert charged_back(postman, gateway, attempt) == ["done", "done"]
    assert postman.payments() == [payment]
    assert "You paid $500.00." in postman.pay(jane, "INV-2", "INV-3").page.text


def test_a_debit_that_came_back_says_why(postman, jane, gateway):
    postman.pay(jane, "INV-2")
    attempt, = postman.attempts()
    charged_back(postman, gateway, attempt, reason="insufficient_funds")
    payment, = postman.payments()
    assert payment.failure_reason == "There are not enough funds for this payment."


def test_a_payment_that_is_still_open_is_asked_about_first(postman, jane, gateway):
    postman.pay(jane, "INV-2", method=postman.add_method("bank_closed"))
    attempt, = postman.attempts()
    assert charged_back(postman, gateway, attempt) == ["received"]
    assert [each.status for each in postman.payments()] == ["Processing"]
    postman.gateway("POST", f"/attempts/{attempt.attempt_id}/settle", {})
    assert postman.act(minutes=1.1) == ["done"]
    assert [each.status for each in postman.payments()] == ["Declined"]
    assert postman.invoice("INV-2").balance == 30_000


def test_a_charge_back_before_the_answer_takes_it_in_and_back(postman, jane, gateway):
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    attempt, = postman.attempts()
    assert attempt.state == "unknown"
    told = {"attempt_id": str(attempt.attempt_id), "kind": "charge_back"}
    postman.bring(postman.signed(**told), gateway)
    assert postman.act() == ["done"]
    assert [each.status for each in postman.payments()] == ["Charged Back"]
    assert postman.invoice("INV-2").balance == 30_000


def test_one_by_the_gateways_id_waits_until_that_is_known(postman, jane, gateway):
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    charge, = postman.charges()
    told = {"kind": "charge_back", "reference": charge["reference"]}
    postman.bring(postman.signed(**told), gateway)
    assert postman.act() == ["received"]
    postman.bring(postman.letter(charge["attempt_id"]), gateway)
    assert postman.act() == ["received", "done"]
    assert [each.status for each in postman.payments()] == ["Processed"]
    assert postman.act(minutes=1.1) == ["done", "done"]
    assert [each.status for each in postman.payments()] == ["Charged Back"]


def test_one_of_a_payment_that_never_was_is_left_to_staff(postman, jane, gateway):
    postman.pay(jane, "INV-2", method=postman.add_method("error_before"))
    attempt, = postman.attempts()
    told = {"attempt_id": str(attempt.attempt_id), "kind": "charge_back"}
    postman.bring(postman.signed(**told), gateway)
    assert postman.act() == ["received"]
    assert postman.act(minutes=5) == ["unmatched"]
    assert [each.state for each in postman.attempts()] == ["not sent"]
    assert postman.payments() == []


def test_one_of_a_payment_that_nobody_knows_is_left_to_staff(postman, gateway):
    told = {"kind": "charge_back", "reference": "ch_of_somebody_else"}
    postman.bring(postman.signed(**told), gateway)
    assert postman.act() == ["unmatched"]
    postman.bring(postman.signed(**told), gateway)  # news of the same
    assert postman.act() == ["unmatched", "done"]
    won = {**told, "reason": "charge_back_won"}
    postman.bring(postman.signed(**won), gateway)
    assert postman.act() == ["unmatched", "done", "unmatched"]
