"""What the bank took and gives back pays its invoices again, and staff are told (D21, M13)."""

import pytest
from sqlalchemy import update

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.payment_method import PaymentMethod
from config.database import db
from tests.billing.gateways.stripe.fake import later, shapes
from tests.billing.gateways.stripe.fake.running import webhook
from tests.postman import Postman
from tests.vendors import stripe, stripe_server  # noqa: F401
from tests.workers.test_payments import letters

DOORS = {"taken": "/charge_back", "won": "/charge_back/win"}


class Bank(Postman):
    """Of the payer; its decisions come by letters of the gateway."""

    def __init__(self, cast, visitor):
        super().__init__(cast)
        self.visitor = visitor

    def decides(self, decision, tell=True):
        """The letter about it, brought or not."""
        key = self.attempts()[0].attempt_id
        self.gateway("POST", f"/attempts/{key}{DOORS[decision]}", {})
        letter = self.letter(key, "/charge_back/event")
        return self.brings(letter) if tell else letter

    def brings(self, letter):
        assert self.bring(letter, self.visitor).status_code == 204
        assert set(self.act()) == {"done"}
        return letter

    def standing(self, *invoice_ids):
        """The first payment's status, applied and unapplied amount, and what is due on invoices."""
        payment = self.payments()[0]
        return (payment.status, payment.applied_amount, payment.unapplied_amount,
                *(self.invoice(each).balance for each in invoice_ids))

    def alerts(self):
        return [(subject["event"], recipient) for template, recipient, subject in letters(self)
                if template == "payment_alert"]


@pytest.fixture
def bank(cast, visit):
    return Bank(cast, visit("acme"))


def test_the_payment_counts_again_and_staff_are_told_once(bank, jane, stan):
    paid = bank.pay(jane, "INV-2", "INV-3")
    bank.decides("taken")
    assert bank.standing("INV-2", "INV-3") == ("Charged Back", 0, 0, 30_000, 20_000)
    letter = bank.decides("won")
    bank.brings(letter)
    assert bank.standing("INV-2", "INV-3") == ("Processed", 50_000, 0, 0, 0)
    assert "You paid $500.00." in jane.get(paid.location).text
    assert bank.alerts() == [("won", "stan@acme.example")]
    assert "PT-1001" not in stan.get("/setup/review").text


def test_what_is_told_late_of_a_charge_back_that_was_won_takes_nothing(bank, jane):
    bank.pay(jane, "INV-2")
    late = bank.decides("taken", tell=False)
    bank.decides("won")
    bank.brings(late)
    assert bank.standing("INV-2") == ("Processed", 30_000, 0, 0) and not bank.alerts()


def test_what_was_paid_otherwise_meanwhile_leaves_it_unapplied(bank, jane):
    bank.pay(jane, "INV-2", "INV-3")
    bank.decides("taken")
    bank.pay(jane, "INV-2")
    bank.decides("won")
    assert bank.standing("INV-2", "INV-3") == ("Processed", 20_000, 30_000, 0, 0)


def test_a_gateway_that_does_not_answer_is_asked_again(bank, jane, app, monkeypatch):
    bank.pay(jane, "INV-2")
    letter = bank.decides("taken", tell=False)
    with monkeypatch.context() as away:
        away.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")
        bank.bring(letter, bank.visitor)
        assert bank.act() == ["received"]
    assert bank.standing("INV-2") == ("Processed", 30_000, 0, 0)
    assert bank.act(minutes=1.1) == ["done"]
    assert bank.standing("INV-2")[0] == "Charged Back"


def test_a_won_one_that_fits_no_payment_is_shown_to_staff(bank, stan):
    told = {"kind": "charge_back", "reference": "31.72 USD", "reason": "charge_back_won"}
    bank.bring(bank.signed(**told), bank.visitor)
    assert bank.act() == ["unmatched"]
    page = stan.get("/setup/review").text
    assert "31.72 USD" in page and "gave this payment back" in page


@pytest.mark.parametrize("asks", [True, False], ids=["asks", "may not ask"])
def test_disputes_at_stripe_are_followed(bank, jane, stripe, monkeypatch, asks):  # noqa: F811
    """By what Stripe says of them; by its events, where a restricted key may not ask."""
    bank.pay(jane, "INV-2")
    with bank.cast.within():
        db.session.execute(update(PaymentMethod).values(gateway="stripe"))
        db.session.execute(update(PaymentAttempt).values(gateway_reference="pi_1"))
        db.session.commit()
    if not asks:
        monkeypatch.setattr(stripe, "refused", ["GET /v1/disputes"])
    dispute = stripe.ledger.add(shapes.dispute({
        "id": "pi_1", "amount": 30_000, "currency": "usd", "latest_charge": "ch_1"}))
    begun = shapes.event("charge.dispute.created", dict(dispute))
    assert bring(bank, begun, secret="whsec_guessed") == 400 and not bank.events()
    assert bring(bank, begun) == 204
    assert bank.act() == ["done"] and bank.standing("INV-2")[0] == "Charged Back"
    later.win(stripe.ledger, dispute)
    for event in stripe.ledger.events[-2:]:
        assert bring(bank, event) == 204
    late = shapes.event("charge.dispute.updated", {**dispute, "status": "under_review"})
    assert bring(bank, late) == 204
    assert set(bank.act()) == {"done"}
    assert bank.standing("INV-2") == ("Processed", 30_000, 0, 0)
    assert bank.alerts() == [("won", "stan@acme.example")]


def bring(bank, event, **signed):
    body, headers = webhook(event, **signed)
    return bank.visitor.client.post("/webhooks/stripe", base_url=bank.visitor.base, data=body,
                                    headers=headers).status_code
