"""A Stripe account, as localstripe plays it, and what an import makes of it."""

import subprocess
import sys
from pathlib import Path

import pytest
import stripe

from billing.imports.journal import Journal
from billing.imports.stripe.account import Account
from billing.imports.stripe.stages import Stages
from billing.imports.stripe.take import bring
from billing.imports.stripe.tally import WORDS, Tally

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

    def charge(self, customer, amount, **said):
        known = self.api.raw_request("get", f"/v1/customers/{customer}").data
        self.post("charges", amount=amount, currency="eur", customer=customer,
                  source=known["invoice_settings"]["default_payment_method"], **said)

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
    shop.intents = {"paid": paid["payment_intent"]}
    shop.ids |= {"paid": paid["id"], "back": back["id"],
                 "draft": shop.invoice(bob, 999, then=None)["id"]}
    shop.charge(bob, 123)
    return shop


@pytest.fixture
def take(cast, peer, tmp_path):
    """Takes the account; counts as WORDS has them: new, changed, known, refused."""

    def taken(after=lambda shut: None, own=True):
        account, tally = Account(KEY, peer), Tally()
        with Journal(tmp_path / "errors.jsonl", {}, tally) as journal, cast.app.app_context():
            bring(Stages(account, "EUR", account if own else None), journal, cast.acme, after)
        return [getattr(tally, word) for word in WORDS]

    return taken
