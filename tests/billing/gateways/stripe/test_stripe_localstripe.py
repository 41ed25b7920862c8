"""The same client with localstripe, a stateful stand-in that others wrote: the flows that it has.

Where it differs from Stripe as documented, a test says so, and docs/gateways-stripe.md lists it.
"""

import itertools
import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
import stripe

from billing.gateways.gateway import (
    CARD,
    Charge,
    Finding,
    Found,
    MethodRefused,
    NotGenuine,
    Refund,
    State,
    Unreachable,
    Void,
)
from billing.gateways.stripe.client import StripeGateway
from billing.gateways.stripe.credentials import Credentials
from tests.billing.gateways.running import eventually
from tests.billing.gateways.stripe.places import BACK

PEER = Path(__file__).with_name("localstripe_peer.py")
KEYS = Credentials("sk_test_localstripe", "pk_test_localstripe", "whsec_localstripe")
VISA, DECLINED, ALWAYS_3DS = "4242424242424242", "4000000000000341", "4000002760003184"
names = itertools.count(1)


@pytest.fixture(scope="module")
def peer():
    process = subprocess.Popen([sys.executable, str(PEER)], stdout=subprocess.PIPE, text=True)
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.terminate()
    process.wait(timeout=30)
    process.stdout.close()


@pytest.fixture
def gateway(peer):
    return StripeGateway(KEYS, f"tenant-{next(names)}", peer)


@pytest.fixture
def api(peer):
    """The library alone, for what a browser or a bank does."""
    return stripe.StripeClient(KEYS.secret_key, base_addresses={"api": peer})


@pytest.fixture
def enter(gateway, api):
    def entered(number=VISA, confirmed=False):
        """As Stripe.js sends it, and again from the bank's page; what the browser brings back."""
        setup_id = gateway.open_field("C-1", BACK, [CARD]).public["setup_intent"]
        card = {"number": number, "exp_month": 4, "exp_year": 2039, "cvc": "123"}
        method = {"type": "card", "card": card, "billing_details": {"name": "Ada King"}}
        confirm = f"/v1/setup_intents/{setup_id}/confirm"
        api.raw_request("post", confirm, payment_method_data=method)
        if confirmed:
            api.raw_request("post", confirm)
        return {"setup_intent": setup_id}

    return entered


@pytest.fixture
def charge(gateway, enter):
    def build(number=VISA, **more):
        token = gateway.add_method("C-1", enter(number, confirmed=True)).token
        return Charge("PA-1", 12050, "USD", token, **more)

    return build


def authenticate(api, reference, success):
    secret = api.v1.payment_intents.retrieve(reference).client_secret
    try:
        api.raw_request("post", f"/v1/payment_intents/{reference}/_authenticate",
                        client_secret=secret, success=success)
    except stripe.CardError:
        pass


def test_a_card_is_saved(gateway, enter):
    method = gateway.add_method("C-1", enter())
    assert (method.type, method.brand, method.last4) == (CARD, "Visa", "4242")
    assert (method.expiry, method.account_holder_name) == ("2039-04", "Ada King")
    assert method.status == "Active"


def test_a_card_that_must_be_confirmed_to_be_saved_is_not_yet(gateway, enter):
    with pytest.raises(MethodRefused) as refused:
        gateway.add_method("C-1", enter("4000002500003155"))
    assert refused.value.reason == "authentication_failed"


def test_nobody_saves_the_method_that_another_entered(gateway, enter):
    with pytest.raises(MethodRefused):
        gateway.add_method("C-2", enter())


def test_a_charge(gateway, charge):
    outcome = gateway.charge(charge(metadata={"payment": "PT-1"}))
    assert (outcome.state, outcome.amount) == (State.APPROVED, 12050)
    assert gateway.find("PA-1", outcome.reference).outcome == outcome


def test_autopay(gateway, charge):
    assert gateway.charge(charge(payer_present=False)).state is State.APPROVED


def test_a_decline(gateway, charge):
    outcome = gateway.charge(charge(DECLINED))
    assert (outcome.state, outcome.reason) == (State.DECLINED, "card_declined")


@pytest.mark.parametrize(("success", "state", "reason"), [
    (True, State.APPROVED, None), (False, State.DECLINED, "authentication_failed"),
])
def test_three_d_secure(gateway, charge, api, success, state, reason):
    waiting = gateway.charge(charge(ALWAYS_3DS))
    assert waiting.state is State.ACTION_REQUIRED
    authenticate(api, waiting.reference, success)
    found = gateway.find("PA-1", waiting.reference).outcome
    assert (found.state, found.reason) == (state, reason)


def test_a_refund(gateway, charge):
    paid = gateway.charge(charge())
    back = gateway.refund(Refund("RF-1", "PA-1", 5000, "USD", paid.reference))
    assert (back.state, back.amount) == (State.APPROVED, 5000)
    assert gateway.find("RF-1", paid.reference).outcome == back
    assert gateway.find("PA-1", paid.reference).outcome == paid


def test_a_void(gateway, charge):
    paid = gateway.charge(charge())
    assert gateway.void(Void("VO-1", "PA-1", paid.reference)).state is State.APPROVED
    assert gateway.find("PA-1", paid.reference).outcome.reason == "voided"
    waiting = gateway.charge(charge(ALWAYS_3DS))
    gone = gateway.void(Void("VO-2", "PA-1", waiting.reference))
    assert gateway.find("PA-1", waiting.reference).outcome.reason == "cancelled"
    assert gateway.find("VO-2", waiting.reference).outcome == gone


def ear(arrived):
    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802 (the standard library's name)
            arrived.append((self.rfile.read(int(self.headers["Content-Length"])), self.headers))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    return Ear


@pytest.fixture
def heard(peer):
    """The webhooks that arrived, each as (body, headers)."""
    arrived = []
    server = HTTPServer(("127.0.0.1", 0), ear(arrived))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    told = {"secret": KEYS.webhook_secret, "url": f"http://127.0.0.1:{server.server_port}/"}
    urllib.request.urlopen(f"{peer}/_config/webhooks/portico", urlencode(told).encode()).close()
    yield arrived
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_signed_webhook(gateway, charge, heard):
    paid = gateway.charge(charge())
    about = (b'"PA-1"', f'"{gateway.account}"'.encode())
    body, headers = eventually(lambda: next(
        (each for each in heard if all(mark in each[0] for mark in about)), None))
    event = gateway.read_event(body, headers)
    assert (event.kind, event.attempt_id, event.reference) == ("attempt", "PA-1", paid.reference)
    with pytest.raises(NotGenuine):
        gateway.read_event(body + b" ", headers)


def test_it_ignores_idempotency_keys(gateway, charge):
    """Stripe answers the same: test_the_same_charge_again_takes_nothing_more."""
    order = charge()
    assert gateway.charge(order).reference != gateway.charge(order).reference


def test_it_has_no_search_and_no_lists_since_a_time(gateway, charge):
    gateway.charge(charge())
    assert gateway.find("PA-1") == Finding(Found.UNKNOWN)


def test_it_gives_back_more_than_was_paid(gateway, charge):
    paid = gateway.charge(charge())
    assert gateway.refund(Refund("RF-1", "PA-1", 99999, "USD", paid.reference)).amount == 99999


def test_it_knows_no_bank_debits_and_no_return_address(gateway, charge):
    with pytest.raises(Unreachable):
        gateway.open_field("C-1", BACK)
    assert gateway.charge(charge(return_url=BACK)).reason == "refused"


def test_it_asks_the_payer_also_off_session_and_names_no_page(gateway, charge):
    outcome = gateway.charge(charge(ALWAYS_3DS, payer_present=False))
    assert (outcome.state, outcome.action_url) == (State.ACTION_REQUIRED, None)
