"""A Stripe account, as localstripe plays it, from its customers to what is still owed."""

import subprocess
import sys
from pathlib import Path

import pytest
import stripe
from click.testing import CliRunner
from sqlalchemy import select

from app import create_app
from billing.imports.journal import Journal
from billing.imports.refused import Unreadable
from billing.imports.stripe import credit_notes, invoices, payments
from billing.imports.stripe.account import Account
from billing.imports.stripe.stages import Stages
from billing.imports.stripe.take import bring
from billing.imports.tally import Tally
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from setup.commands import portico

PEER = Path(__file__).with_name("stripe_peer.py")
KEY = "sk_test_localstripe"


@pytest.fixture
def peer():
    process = subprocess.Popen([sys.executable, str(PEER)], stdout=subprocess.PIPE, text=True)
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.terminate()
    process.wait(timeout=30)
    process.stdout.close()


class Shop:
    """What a company does at Stripe; amounts in cents of euros."""

    def __init__(self, peer):
        self.api = stripe.StripeClient(KEY, base_addresses={"api": peer})

    def post(self, path, **said):
        return self.api.raw_request("post", f"/v1/{path}", **said).data

    def customer(self, **said):
        made = self.post("customers", **said)
        card = {"number": "4242424242424242", "exp_month": 4, "exp_year": 2039, "cvc": "123"}
        method = self.post("payment_methods", type="card", card=card)["id"]
        self.post(f"payment_methods/{method}/attach", customer=made["id"])
        self.post(f"customers/{made['id']}", invoice_settings={"default_payment_method": method})
        return made["id"]

    def invoice(self, customer, *amounts, then="finalize"):
        for amount in amounts:
            self.post("invoiceitems", customer=customer, amount=amount, currency="eur",
                      description="Boxes")
        invoice = self.post("new_invoices", customer=customer)["id"]
        return then and self.post(f"invoices/{invoice}/{then}") or {"id": invoice}


@pytest.fixture
def shop(peer):
    """Two customers; invoices open, credited, paid, partly refunded in both ways, and a draft."""
    shop = Shop(peer)
    ada = shop.customer(name="Ada  King", email="ADA@king.example", phone="+44 20",
                        metadata={"region": "north"},
                        address={"line1": "1 Mill Lane", "city": "Leeds", "country": "GB"})
    bob = shop.customer(email="not an address")
    shop.ids = {"ada": ada, "bob": bob}
    shop.ids["open"] = shop.invoice(ada, 10000, 2050)["id"]
    shop.post("credit_notes", invoice=shop.ids["open"], amount=3000, pre_payment_amount=3000)
    paid = shop.invoice(ada, 4000, then="pay")
    shop.post("refunds", payment_intent=paid["payment_intent"], amount=1500)
    shop.post("credit_notes", invoice=paid["id"], amount=1500, post_payment_amount=1500,
              refunded=1500)
    back = shop.invoice(bob, 700, then="pay")
    shop.post("refunds", payment_intent=back["payment_intent"], amount=200)
    shop.ids |= {"paid": paid["id"], "back": back["id"],
                 "draft": shop.invoice(bob, 999, then=None)["id"]}
    shop.post("charges", amount=123, currency="eur", customer=bob,
              source=shop.api.raw_request("get", f"/v1/customers/{bob}").data["invoice_settings"][
                  "default_payment_method"])
    return shop


@pytest.fixture
def take(cast, peer, tmp_path):
    def taken(after=lambda shut: None):
        with Journal(tmp_path / "errors.jsonl", {}, Tally()) as journal:
            with cast.app.app_context():
                bring(Stages(Account(KEY, peer), "EUR"), journal, cast.acme, after)
        tally = journal.tally
        return [tally.read, tally.stored, tally.known, tally.refused]

    return taken


def one(record, key):
    return db.session.scalar(select(record).where(
        list(record.__table__.primary_key)[1] == key))


def test_who_owes_what(cast, shop, take):
    assert take() == [13, 13, 0, 0]
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
            (123, 123, "External"), (500, 0, "External"), (2500, 0, "External")]
        credits = db.session.scalars(select(Credit).where(Credit.currency == "EUR"))
        assert sorted((each.credit_amount, each.unapplied_amount) for each in credits
                      if each.customer_id in shop.ids.values()) == [(200, 0), (1500, 0), (3000, 0)]


def test_again_nothing_changes_and_what_is_new_comes(cast, shop, take):
    take()
    with cast.within():
        person = one(Contact, shop.ids["ada"])
        person.email = "ada@home.example"
        db.session.commit()
    assert take() == [11, 0, 11, 0]
    shop.invoice(shop.ids["ada"], 5000)
    assert take() == [12, 1, 11, 0]
    with cast.within():
        assert one(Contact, shop.ids["ada"]).email == "ada@home.example"


def test_it_goes_on_where_it_was_cut_off(cast, shop, take):
    calls = []

    def cut(shut):
        calls.append(shut)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(cut)
    assert take() == [13, 13, 0, 0]


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
    assert sum(part for _, part in payments.fitting([("I-1", 40), ("I-2", 60)], kept)) == kept


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


@pytest.mark.parametrize("note, owed, amount, applied", [
    ({"amount": 300, "pre_payment_amount": 300}, 1000, "3.00", "3.00"),
    ({"amount": 300, "post_payment_amount": 300}, 0, "3.00", None),  # all on the balance
    ({"amount": 300, "post_payment_amount": 300, "out_of_band_amount": 300}, 0, None, None),
    ({"amount": 300, "post_payment_amount": 300, "refunds": [{"amount_refunded": 100}]}, 100,
     "3.00", "1.00"),
    ({"amount": 300, "post_payment_amount": 300, "refunds": [{"amount_refunded": 300}]}, 0,
     None, None),
])
def test_a_credit_is_what_of_a_note_still_counts(cast, note, owed, amount, applied):
    with cast.within():
        made = credit_notes.credit({**NOTE, **note}, owed)
    assert (made and made["credit_amount"]) == amount
    assert [each["amount"] for each in (made or {"invoices": []})["invoices"]] == (
        [applied] if applied else [])


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
    assert told == "13 rows read: 13 new, 0 known already, 0 refused.\n"
    monkeypatch.setenv("STRIPE_API_KEY", "nonsense")
    refused = run()
    assert refused.exit_code == 1 and "Stripe says: " in refused.stderr
