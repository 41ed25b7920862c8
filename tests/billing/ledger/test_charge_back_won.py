"""What a bank gives back after all counts as before, less what became of it meanwhile (D21)."""

import pytest

from billing.gateways.outcome import Outcome, State
from billing.ledger.charge_back import charge_back, give_back
from billing.ledger.credit import Credit
from billing.ledger.given_back import held
from billing.ledger.invoice import Invoice
from config.database import db
from tests.billing.ledger.giver import Giver
from tests.billing.ledger.test_giving_back import standing


class Bank(Giver):
    def takes(self):
        return self.decides(charge_back)

    def gives_back(self):
        return self.decides(give_back)

    def decides(self, verb):
        """Whether that is news, of the last attempt's payment."""
        with self.cast.within():
            news = verb(self.attempts()[-1].attempt_id)
            db.session.commit()
            return bool(news)


@pytest.fixture
def bank(cast):
    return Bank(cast)


def test_it_is_news_once_and_only_of_what_was_taken(bank):
    paid = bank.paid({"INV-2": 30_000, "INV-3": 5_000})
    assert not bank.gives_back()
    assert bank.takes() and bank.gives_back() and not bank.gives_back()
    assert standing(bank, paid) == ("Processed", 35_000, 0, 0)
    assert [bank.invoice(each).balance for each in ("INV-2", "INV-3")] == [0, 15_000]
    assert bank.payment(paid).failure_reason == ""


def test_what_is_owed_no_more_stays_unapplied(bank):
    paid = bank.paid({"INV-2": 30_000, "INV-3": 5_000})
    bank.takes()
    with bank.invoices("INV-2") as (invoice,):
        invoice.settle(29_000)
    bank.gives_back()
    assert standing(bank, paid) == ("Processed", 6_000, 0, 29_000)


def test_the_credit_that_its_rest_had_become_is_there_again(bank):
    paid = bank.paid({"INV-2": 30_000})
    with bank.cast.within():
        _, payment = held(paid)
        payment.take_back(10_000)
        Credit.of_rest(payment, 10_000)
        Invoice.locked(["INV-2"])[0].settle(10_000)  # paid otherwise
        db.session.commit()
    bank.takes()
    bank.gives_back()
    with bank.cast.within():
        rest = db.session.get_one(Credit, (bank.cast.acme, f"{paid}-CR"))
        assert (rest.status, rest.unapplied_amount) == ("Open", 10_000)
    assert standing(bank, paid) == ("Processed", 30_000, 0, 0)


@pytest.mark.parametrize(("kind", "amount", "after"), [
    ("refund", 10_000, ("Processed", 20_000, 10_000, 0)),
    ("refund", 30_000, ("Refunded", 0, 30_000, 0)),
    ("void", 30_000, ("Voided", 0, 0, 0)),
])
def test_what_was_given_back_meanwhile_stays_given_back(bank, kind, amount, after):
    paid = bank.paid({"INV-2": 30_000})
    given = bank.give(paid, kind, amount, send=False)
    bank.takes()
    bank.answer(given.refund_id, Outcome(State.APPROVED))
    assert bank.payment(paid).status == "Charged Back"
    bank.gives_back()
    assert standing(bank, paid) == after
