"""A CardPointe fake for each test, a client that asks it, and what a payer does in its frame."""

import socket
import threading
from datetime import UTC, datetime

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from billing.gateways.cardconnect.client import CardConnectGateway
from billing.gateways.cardconnect.credentials import Credentials
from billing.gateways.gateway import Charge, Refund, Void
from config import clock
from tests.billing.gateways.cardconnect.fake import MERCHANT, PASSWORD, USER, CardPointe
from tests.billing.gateways.cardconnect.faults import Fault

KEY = b"a key of the tests, thirty-two b"
VISA, DEBIT = "4111111111111111", "036001808/000123453123"
GIVEN = {"site": "fts-uat", "merchant_id": MERCHANT, "username": USER, "password": PASSWORD}
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


class Quiet(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        pass


@pytest.fixture(scope="session")
def house():
    """(address, the application that answers there): replaced by each test."""
    rooms = {}

    def answer(environ, start_response):
        return rooms["now"](environ, start_response)

    server = make_server("127.0.0.1", 0, answer, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", rooms
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fake(house):
    house[1]["now"] = CardPointe()
    return house[1]["now"]


@pytest.fixture(autouse=True)
def noon():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def build(house, fake):
    """build(**credentials): a client of the fake; `account` and `read_seconds` as it takes them."""

    def make(account="7", read_seconds=30, **given):
        credentials = Credentials.of({**GIVEN, **given})
        return CardConnectGateway(credentials, account, KEY, house[0], read_seconds=read_seconds)

    return make


@pytest.fixture
def gateway(build):
    return build()


@pytest.fixture
def nobody(build):
    """A client of an address where nothing listens: bound, so that nobody else takes it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
        yield CardConnectGateway(Credentials.of(GIVEN), "7", KEY, address)


@pytest.fixture
def enter(gateway, fake):
    """enter(number, customer, **typed): what the page hands back after the payer was there."""

    def fill(number=VISA, customer="C-1", **typed):
        bank = "/" in number
        field = gateway.open_field(customer, "http://acme.localhost/")
        told = fake.book.enter(number, None if bank else "203512")
        answer = {"ticket": field.public["ticket"], "token": told["message"], "name": "Ada King"}
        kind = {"kind": "bank account"} if bank else {"kind": "card", "expiry": told["expiry"]}
        return {**answer, **kind, **typed}

    return fill


@pytest.fixture
def saved(gateway, enter):
    """saved(number): the token of a method that was added."""
    return lambda number=VISA: gateway.add_method("C-1", enter(number)).token


@pytest.fixture
def charge(saved):
    def order(attempt_id="PA-1", amount=12050, method=None, **more):
        return Charge(attempt_id, amount, more.pop("currency", "USD"), method or saved(),
                      "INV-1, INV-2", **more)

    return order


@pytest.fixture
def refund():
    def order(attempt_id="RF-1", payment="PA-1", amount=12050, currency="USD"):
        return Refund(attempt_id, payment, amount, currency)

    return order


@pytest.fixture
def void():
    return lambda attempt_id="VD-1", payment="PA-1": Void(attempt_id, payment)


@pytest.fixture
def trouble(fake):
    """trouble(endpoint, what, when): for the next call of it, or the next `calls`."""

    def set_fault(endpoint, what, when="before", calls=1):
        fake.faults.append(Fault(endpoint, what, when, calls))

    return set_fault


@pytest.fixture
def asked(fake):
    """asked(endpoint): what the fake was asked there, oldest first."""
    return lambda endpoint: [body for name, body in fake.calls if name == endpoint]
