"""What has moved on at Stripe since the account was taken, and is taken again."""

import pytest
from sqlalchemy import select

from billing.imports.refused import Refused
from billing.imports.stripe import refunds
from billing.imports.stripe.balances import lacking
from billing.imports.stripe.methods import Methods
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.refund import Refund
from config.database import db


def of(shop, record, who="ada"):
    own = list(record.__table__.primary_key)[1]
    return db.session.scalars(select(record).where(
        record.customer_id == shop.ids[who]).order_by(own)).all()


def invoice(shop, name):
    return db.session.scalar(select(Invoice).where(Invoice.invoice_id == shop.ids[name]))


def test_a_refund_that_comes_later_is_a_refund_here_and_nobody_owes_it(cast, shop, take):
    take()
    intent = shop.intents["paid"]
    shop.post("refunds", payment_intent=intent, amount=500)
    assert take()[:2] == [2, 0]  # the refund, and the credit that settles it
    assert take()[:2] == [0, 0]
    with cast.within():
        paid, = of(shop, Payment)
        assert (paid.payment_amount, paid.refunded_amount, paid.status) == (4000, 2000, "Processed")
        assert sorted(each.amount for each in of(shop, Refund)) == [500, 1500]
        assert all(each.gateway_reference.startswith("re_") for each in of(shop, Refund))
        assert (invoice(shop, "paid").status, invoice(shop, "paid").balance) == ("Paid", 0)
    shop.post("refunds", payment_intent=intent, amount=2000)
    take()
    with cast.within():
        assert of(shop, Payment)[0].status == "Refunded"
        assert invoice(shop, "paid").balance == 0
        assert sorted(each.credit_id.rpartition("-settled")[2] for each in of(shop, Credit)
                      if "-settled" in each.credit_id) == ["", "-2"]


def test_a_refund_that_fails_later_is_told_to_staff(cast, shop, take):
    take()
    with cast.within():
        refund, = of(shop, Refund)
        charge = {"id": refund.payment_id, "amount": 4000, "currency": "eur"}
        told = {"id": refund.gateway_reference, "amount": 1500, "currency": "eur",
                "status": "failed", "created": 1767229200, "charge": charge["id"]}
        assert refunds.moved([charge]) == [charge]
        kind = refunds.Refunds()
        rows, _ = kind.sifted([refunds.told(told, charge), {**told, "id": "re_never"}])
        assert kind.put(rows) == (["changed"], [])
        assert kind.put(rows) == ([False], [])
        assert (refund.state, refund.failed_at is None) == ("declined", False)
        assert of(shop, Payment)[0].refunded_amount == 0


def test_a_payment_that_came_without_what_was_refunded_is_not_refunded_twice(cast, shop, take):
    """As they came before refunds did: of the amount that was kept."""
    take()
    with cast.within():
        refund, = of(shop, Refund)
        payment, = of(shop, Payment)
        db.session.delete(refund)
        payment.payment_amount, payment.refunded_amount = 2500, 0
        db.session.commit()
    take()
    with cast.within():
        assert of(shop, Refund) == [] and of(shop, Payment)[0].refunded_amount == 0


def test_what_is_void_by_now_is_reversed(cast, shop, take):
    take()
    with cast.within():
        note = next(each for each in of(shop, Credit) if each.credit_amount == 3000)
    shop.post(f"credit_notes/{note.custom_fields['stripe_id']}/void")
    assert take()[:2] == [0, 1]
    with cast.within():
        assert invoice(shop, "open").balance == 12_050
    shop.post(f"invoices/{shop.ids['open']}/annul")
    assert take()[:2] == [0, 1]
    with cast.within():
        assert invoice(shop, "open").status == "Reversed"


def test_a_dispute_that_is_lost_takes_the_payment_back_and_asks_nobody(cast, shop, take):
    take()
    with cast.within():
        key = of(shop, Payment)[0].payment_id
    shop.post("disputes", charge=key, status="needs_response")
    assert take()[:2] == [0, 0]
    shop.post("disputes", charge=key, status="lost")
    assert take()[:2] == [1, 1]  # the payment, and the credit that settles its invoice
    assert take()[:2] == [0, 0]
    with cast.within():
        assert of(shop, Payment)[0].status == "Charged Back"
        assert (invoice(shop, "paid").status, invoice(shop, "paid").balance) == ("Paid", 0)


def test_a_balance_is_an_open_credit_and_pays_what_it_pays_at_stripe(cast, shop, take):
    shop.post("balances", customer=shop.ids["bob"], amount=-5000)
    take()
    assert take()[:2] == [0, 0]
    with cast.within():
        assert [each.unapplied_amount for each in of(shop, Credit, "bob")
                if "stripe_balance" in each.custom_fields] == [5000]
    later = shop.invoice(shop.ids["bob"], 3000, then="settle")["id"]
    shop.post("balances", customer=shop.ids["bob"], amount=-2000)
    take()
    with cast.within():
        credit = next(each for each in of(shop, Credit, "bob")
                      if "stripe_balance" in each.custom_fields)
        assert (credit.unapplied_amount, credit.custom_fields) == (
            2000, {"stripe_balance": "20.00"})
        assert [each.invoice_id for each in credit.allocations] == [later]
    assert take()[:2] == [0, 0]
    shop.post("balances", customer=shop.ids["bob"], amount=-2500)
    assert take()[:2] == [1, 0]


def test_a_balance_that_went_elsewhere_or_is_owed_is_told(cast, shop, take):
    shop.post("balances", customer=shop.ids["ada"], amount=700)
    assert take()[3] == 1
    with cast.within():
        told, = lacking({("cus_1", "EUR"): -150})
        assert isinstance(told, Refused) and "1.50 EUR less on its balance" in str(told)


def test_what_portico_does_at_stripe_itself_does_not_come_back(cast, shop, take):
    take()
    shop.customer(metadata={"portico_account": "1", "portico_customer": "C-1001"})
    shop.charge(shop.ids["bob"], 500, metadata={"portico_account": "1", "portico_attempt": "a"})
    assert take()[:2] == [0, 0]


def test_cards_come_with_the_gateway_and_follow_it(cast, shop, take):
    take(own=False)
    with cast.within():
        assert of(shop, PaymentMethod) == []
    take()
    with cast.within():
        card, = of(shop, PaymentMethod)
        assert (card.gateway, card.type, card.label, card.expiry, card.status, card.default) == (
            "stripe", "card", "Visa •••• 4242", "2039-04", "Active", True)
        assert card.token.split("/")[::2] == [shop.ids["ada"], "card"]
        card.expiry = "2030-01"
        db.session.commit()
    assert take()[:2] == [0, 1]
    with cast.within():
        of(shop, PaymentMethod)[0].delete()
        db.session.commit()
    assert take()[:2] == [0, 0]


def test_bank_accounts_come_and_other_ways_to_pay_are_told(cast):
    bank = {"id": "pm_2", "customer": "C-1001", "type": "us_bank_account",
            "us_bank_account": {"bank_name": "STRIPE TEST BANK", "last4": "6789"}}
    kind = Methods()
    with cast.within():
        assert kind.put([kind.load(bank)]) == ([True], [])
        found = db.session.scalar(select(PaymentMethod).where(PaymentMethod.last4 == "6789"))
        assert (found.token, found.type) == ("C-1001/pm_2/us_bank_account", "bank account")
    with pytest.raises(Refused, match="C-1001: sepa_debit is no way to pay here"):
        kind.load({**bank, "type": "sepa_debit"})
