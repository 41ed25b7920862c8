"""A Stripe account, as localstripe plays it, from its customers to what is still owed."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app import create_app
from billing.imports.refused import Unreadable
from billing.imports.stripe import credit_notes, invoices, payments
from billing.imports.stripe.account import Account
from billing.ledger.credit import Credit
from billing.ledger.gateway_account import GatewayAccount
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from setup.commands import portico

KEY = "sk_test_localstripe"


def one(record, key):
    return db.session.scalar(select(record).where(
        list(record.__table__.primary_key)[1] == key))


def test_who_owes_what(cast, shop, take):
    assert take() == [17, 0, 0, 0]
    with cast.within():
        ada, person = one(Customer, shop.ids["ada"]), one(Contact, shop.ids["ada"])
        assert (ada.name, ada.currency) == ("Ada King", "EUR")
        assert ada.custom_fields == {"region": "north"}
        assert (person.email, person.address1, person.country, person.access) == (
            "ada@king.example", "1 Mill Lane", "GB", "Not invited")
        assert one(Contact, shop.ids["bob"]).custom_fields == {"stripe_email": "not an address"}
        states = {name: (each.status, each.invoice_amount, each.balance)
                  for name in ("open", "paid", "back") if (each := one(Invoice, shop.ids[name]))}
        assert states == {"open": ("Partially Paid", 12050, 9050), "paid": ("Paid", 4000, 0),
                          "back": ("Paid", 700, 0)}
        assert one(Invoice, shop.ids["draft"]) is None
        mine = Payment.customer_id.in_([shop.ids["ada"], shop.ids["bob"]])
        payments = db.session.scalars(select(Payment).where(mine)).all()
        assert sorted((each.payment_amount, each.unapplied_amount, each.payment_type)
                      for each in payments) == [
            (123, 123, "External"), (700, 0, "External"), (4000, 0, "External")]
        assert sorted(each.refunded_amount for each in payments) == [0, 200, 1500]
        credits = db.session.scalars(select(Credit).where(Credit.currency == "EUR"))
        assert sorted((each.credit_amount, each.unapplied_amount) for each in credits
                      if each.customer_id in shop.ids.values()) == [(200, 0), (1500, 0), (3000, 0)]


def test_again_nothing_changes_and_what_is_new_comes(cast, shop, take):
    take()
    with cast.within():
        person = one(Contact, shop.ids["ada"])
        person.email = "ada@home.example"
        db.session.commit()
    assert take() == [0, 0, 14, 0]
    shop.invoice(shop.ids["ada"], 5000)
    assert take() == [1, 0, 14, 0]
    with cast.within():
        assert one(Contact, shop.ids["ada"]).email == "ada@home.example"


def test_it_goes_on_wherever_it_was_cut_off(cast, shop, take):
    def cut(shut):
        raise KeyboardInterrupt

    for _ in ("customers", "invoices", "charges", "notes", "settlements", "balances", "methods"):
        with pytest.raises(KeyboardInterrupt):
            take(cut)
    assert take(cut) == [17, 0, 0, 0]


def test_what_does_not_answer_is_asked_again_and_then_told():
    account = Account(KEY, "http://127.0.0.1:9", pauses=(0.01, 0.01))
    with pytest.raises(Unreadable, match="Stripe does not answer"):
        next(account.pages("customers"))


@pytest.mark.parametrize("charge, kept", [
    ({"amount": 100}, 100), ({"amount": 100, "amount_refunded": 30}, 70),
    ({"amount": 100, "amount_captured": 60, "amount_refunded": 40}, 60),
    ({"amount": 100, "amount_captured": 60, "amount_refunded": 50}, 50),
])
def test_a_payment_is_what_was_taken_and_not_given_back(charge, kept):
    assert payments.kept(charge) == kept


INVOICE = {
    "id": "in_1", "number": "A-1", "customer": "cus_1", "currency": "jpy", "created": 1767229200,
    "status": "open", "total": 1150, "due_date": None, "description": None,
}
LINES = [
    {"amount": 1000, "description": "Boxes\nof 10", "quantity": 2, "period": {"start": 1767229200},
     "discount_amounts": [{"amount": 100}], "taxes": [{"amount": 90, "tax_behavior": "exclusive"}]},
    {"amount": 110, "taxes": [{"amount": 10, "tax_behavior": "inclusive"}]},
]


def test_lines_make_the_total_that_stripe_asks_for(cast):
    with cast.within():
        made = invoices.invoice(INVOICE, LINES)
    told = [(each["amount"], each["line_tax"], each["discount"]) for each in made["lines"]]
    assert told == [("900", "90", "100"), ("100", "10", "0"), ("50", "0", "0")]
    assert (made["invoice_id"], made["custom_fields"]) == ("A-1", {"stripe_id": "in_1"})
    assert (made["invoice_date"], made["due_date"]) == ("2025-12-31", "2025-12-31")
    assert made["lines"][0]["product_name"] == "Boxes of 10"
    assert made["lines"][0]["start_date"] == "2025-12-31"


NOTE = {"id": "cn_1", "number": "A-1-CN-01", "customer": "cus_1", "currency": "usd", "created": 1,
        "invoice": INVOICE, "status": "issued", "memo": None}


@pytest.mark.parametrize("note, owed, balance, amount, applied", [
    ({"amount": 300, "pre_payment_amount": 300}, 1000, 0, "3.00", "3.00"),
    ({"amount": 300, "post_payment_amount": 300}, 0, 900, "3.00", None),  # all on the balance
    ({"amount": 300, "post_payment_amount": 300}, 0, 100, "1.00", None),  # what is left of it
    ({"amount": 300, "post_payment_amount": 300, "out_of_band_amount": 300}, 0, 900, None, None),
    ({"amount": 300, "post_payment_amount": 300, "refunds": [{"amount_refunded": 100}]}, 100, 900,
     "3.00", "1.00"),
    ({"amount": 300, "post_payment_amount": 300, "refunds": [{"amount_refunded": 300}]}, 0, 900,
     None, None),
])
def test_a_credit_is_what_of_a_note_still_counts(cast, note, owed, balance, amount, applied):
    with cast.within():
        made, = [*credit_notes.credits([{**NOTE, **note}], (), {"in_1": owed},
                                       {("cus_1", "USD"): balance}), *([] if amount else [None])]
    assert (made and made["credit_amount"]) == amount
    assert [each["amount"] for each in (made or {"invoices": []})["invoices"]] == (
        [applied] if applied else [])


TOLD = """\
           new  changed  known already  refused
customers    2        0              0        0
contacts     2        0              0        0
invoices     3        0              0        0
payments     3        0              0        0
refunds      2        0              0        0
credits      3        0              0        0
"""


def test_the_command(cast, shop, peer, migrated, monkeypatch, tmp_path):
    def made(database):
        app = create_app(migrated, database)
        app.config["STRIPE_ADDRESS"] = peer
        return app

    def run(*more):
        words = ["import", "stripe", "--tenant", "acme", "--errors", str(tmp_path / "errors")]
        return CliRunner().invoke(portico, [*words, *more], obj=made)

    monkeypatch.setenv("STRIPE_API_KEY", KEY)
    told = run("--currency", "eur").stdout
    assert told.startswith(TOLD) and "Saved cards and bank accounts were left out" in told
    monkeypatch.delenv("STRIPE_API_KEY")
    with cast.within():
        account = GatewayAccount(provider="stripe")
        account.keep("Stan", {"secret_key": KEY, "publishable_key": "pk_test_1"}, chosen=True)
        db.session.commit()
    told = run("--currency", "eur").stdout.splitlines()
    assert told[-1].split() == ["payment", "methods", "2", "0", "0", "0"]
    monkeypatch.setenv("STRIPE_API_KEY", "nonsense")
    refused = run()
    assert refused.exit_code == 1 and "Stripe says: " in refused.stderr
