"""Making a payment, as Jane does it: every outcome that the gateway can have."""

from html import unescape

import pytest

from tests.till import NO_ANSWER


def test_two_invoices_in_one_payment(till, jane):
    page = jane.get("/portal/payments/new").text
    assert "INV-2" in page and "$300.00" in page and "Visa •••• 4242" in page
    assert "INV-1<" not in page and "INV-4" not in page and "CANARY" not in page
    paid = till.pay(jane, "INV-2", "INV-3")
    payment, = till.payments()
    assert "You paid $500.00." in paid.page.text and payment.payment_id in paid.page.text
    assert (payment.status, payment.payment_amount, payment.applied_amount) == (
        "Processed", 50_000, 50_000)
    assert [till.invoice(each).status for each in ("INV-2", "INV-3")] == ["Paid", "Paid"]
    charge, = till.charges()
    assert (charge["state"], charge["amount"], charge["currency"]) == ("approved", 50_000, "USD")
    assert payment.reference_number == charge["reference"]


def test_header_and_payments_tab_follow(till, jane):
    till.pay(jane, "INV-2")
    page = jane.get("/portal/payments").text
    payment, = till.payments()
    assert "$175.00" in page and "past due" not in page
    assert f"/portal/payments/{payment.payment_id}" in page
    assert "Visa •••• 4242" in jane.get(f"/portal/payments/{payment.payment_id}").text
    receipt = jane.get(f"/portal/payments/{payment.payment_id}/receipt.pdf")
    assert receipt.data.startswith(b"%PDF")


def test_review_says_who_pays_what_with_what(till, jane):
    chosen = "payment_method_id=PM-1&invoice_id=INV-2&invoice_id=INV-3"
    page = unescape(jane.get(f"/portal/payments/review?{chosen}").text)
    for shown in ("Atlas Orion", "Acme Cloud", "Visa •••• 4242", "$300.00", "$200.00",
                  "Pay $500.00", f"/portal/payments/new?{chosen}"):
        assert shown in page
    assert till.attempts() == []


def test_back_keeps_every_choice(till, jane):
    bank = till.add_method("bank")
    page = jane.get(f"/portal/payments/new?payment_method_id={bank}&invoice_id=INV-3").text
    ticked = [part.split(">")[0] for part in page.split("<input ") if " checked" in part[:300]]
    assert [f'value="{bank}"' in ticked[0], 'value="INV-3"' in ticked[1]] == [True, True]
    assert len(ticked) == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [("card_declined", "Your bank declined this payment"),
     ("insufficient_funds", "not enough funds"),
     ("expired_card", "This card has expired"),
     ("processing_error", "could not process"),
     ("never_heard_of", "no longer valid")],
)
def test_a_declined_payment_says_why_and_can_be_tried_again(till, jane, name, words):
    refused = till.pay(jane, "INV-2", method=till.add_method(name))
    assert words in refused.page.text and "The payment did not go through" in refused.page.text
    payment, = till.payments()
    assert (payment.status, payment.applied_amount) == ("Declined", 0)
    assert words in payment.failure_reason
    assert till.invoice("INV-2").balance == 30_000
    assert words in jane.get(f"/portal/payments/{payment.payment_id}").text
    assert "You paid $300.00." in till.pay(jane, "INV-2").page.text
    assert [charge["state"] for charge in till.charges()] == ["declined", "approved"]


def test_an_unreachable_gateway_charges_nothing_and_blocks_nothing(till, jane, app, monkeypatch):
    monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")
    refused = till.pay(jane, "INV-2")
    assert "cannot be reached. Nothing was charged." in refused.page.text
    assert [attempt.state for attempt in till.attempts()] == ["not sent"]
    assert till.payments() == []
    monkeypatch.undo()
    assert "You paid $300.00." in till.pay(jane, "INV-2").page.text


@pytest.mark.parametrize("name", NO_ANSWER)
def test_an_unknown_outcome_is_told_plainly_and_blocks_a_second_payment(till, jane, name):
    unknown = till.pay(jane, "INV-2", method=till.add_method(name))
    assert "We are finding out" in unknown.page.text
    assert [attempt.state for attempt in till.attempts()] == ["unknown"]
    assert till.payments() == []
    invoice = jane.get("/portal/invoices/INV-2").text
    assert unknown.location in invoice and "Pay $300.00" not in invoice
    assert "is under way since" in jane.get("/portal/payments/new").text
    again = jane.get("/portal/payments/review?payment_method_id=PM-1&invoice_id=INV-2")
    assert again.status_code == 409 and "so that you do not pay it twice" in again.text
    assert till.pay(jane, "INV-3").page.text.count("You paid $200.00.") == 1


def test_a_bank_debit_is_on_its_way(till, jane):
    paid = till.pay(jane, "INV-2", method=till.add_method("bank"))
    assert "Your payment of $300.00 is on its way." in paid.page.text
    assert [payment.status for payment in till.payments()] == ["Processing"]
    page = jane.get("/portal/invoices").text
    assert "$300.00 processing" in page and "$475.00" in page
    assert "is being processed since" in jane.get("/portal/invoices/INV-2").text
    assert till.invoice("INV-2").balance == 30_000


@pytest.mark.parametrize(
    ("answer", "words"),
    [("confirm", "You paid $300.00."), ("fail", "was not confirmed with your bank")],
)
def test_three_d_secure_leads_to_the_bank_and_back(till, jane, answer, words):
    asked = till.pay(jane, "INV-2", method=till.add_method("3ds"))
    assert "Your bank wants you to confirm this payment of $300.00." in asked.page.text
    action = asked.page.text.split('class="button primary" href="')[1].split('"')[0]
    assert action.startswith(till.cast.app.config["TEST_GATEWAY_URL"])
    assert "waits for the confirmation" in jane.get("/portal/invoices/INV-2").text
    till.answer_at_the_bank(action, answer)
    assert words in jane.get(asked.location).text
    assert words in jane.get(asked.location).text
    assert len(till.payments()) == 1
