"""Stripe's and CardConnect's doubles behind the portal, as gateways that a company has chosen."""

import itertools
import threading
from types import SimpleNamespace

import pytest
from werkzeug.serving import make_server

from billing.gateways.test.server import Quiet
from billing.ledger.gateway_account import GatewayAccount
from config.database import db
from tests.billing.gateways.cardconnect.fake import MERCHANT, PASSWORD, USER, CardPointe
from tests.billing.gateways.stripe.fake.running import SECRET, Running

names = itertools.count(1)
CARDCONNECT = {"site": "fts-uat", "merchant_id": MERCHANT, "username": USER, "password": PASSWORD}


def choose(cast, provider, credentials):
    """As acme's staff save it."""
    with cast.within():
        account = GatewayAccount(provider=provider, chosen=True)
        account.lock(credentials)
        db.session.add(account)
        db.session.commit()


@pytest.fixture(scope="session")
def stripe_server():
    with Running() as running:
        yield running


@pytest.fixture
def stripe(stripe_server, cast, monkeypatch):
    """acme's account there; `ledger` is its truth."""
    account = stripe_server.fake.open(f"portal{next(names)}")
    choose(cast, "stripe", {"secret_key": account.secret_key, "webhook_secret": SECRET,
                            "publishable_key": account.publishable_key})
    monkeypatch.setitem(cast.app.config, "STRIPE_ADDRESS", stripe_server.url)
    account.faults = stripe_server.fake.faults
    return account


@pytest.fixture
def cardconnect(cast, monkeypatch):
    """A CardPointe Gateway: `fake` with its book, `url` where it and its frame are."""
    fake = CardPointe()
    server = make_server("127.0.0.1", 0, fake, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    choose(cast, "cardconnect", CARDCONNECT)
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setitem(cast.app.config, "CARDCONNECT_ADDRESS", url)
    yield SimpleNamespace(fake=fake, url=url)
    server.shutdown()
    thread.join()
    server.server_close()
