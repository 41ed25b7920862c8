"""What did not work at Stripe, told apart: certainly not sent, or unknown (security C8)."""

import dataclasses
import socket
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event

import pytest

from billing.gateways.gateway import Finding, Found, Outcome, Refund, State, Unreachable, Void
from billing.gateways.stripe.client import StripeGateway
from tests.billing.gateways.running import eventually
from tests.billing.gateways.test_gateway_wire import http, stranger

NOT_SENT, REFUSED = Outcome(State.NOT_SENT, "unreachable"), Outcome(State.NOT_SENT, "refused")
UNKNOWN = Outcome(State.UNKNOWN, "no_answer")


@pytest.fixture
def nobody(credentials):
    """At an address where nothing listens: bound, so that nobody else takes it meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield StripeGateway(credentials, "acme", f"http://127.0.0.1:{held.getsockname()[1]}")


def test_connection_refused_is_not_sent(nobody, charge):
    assert nobody.charge(charge()) == NOT_SENT
    assert nobody.refund(Refund("RF-1", "PA-1", 100, "USD", "pi_1")) == NOT_SENT
    assert nobody.void(Void("VO-1", "PA-1")) == NOT_SENT
    assert nobody.find("PA-1") == Finding(Found.UNKNOWN)


def test_connection_refused_says_so_for_methods(nobody):
    with pytest.raises(Unreachable):
        nobody.open_field("C-1", "http://acme.localhost/")
    with pytest.raises(Unreachable):
        nobody.add_method("C-1", {"setup_intent": "seti_1"})


@pytest.mark.parametrize("trouble", ["cut", "timeout", "garbled", "error"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_no_answer_is_unknown_and_is_found_out(gateway, impatient, charge, fault, ledger,
                                               trouble, when):
    order = charge()
    fault(trouble, when)
    assert impatient.charge(order) == UNKNOWN
    found = gateway.find("PA-1")
    if when == "after":
        assert found.outcome.state is State.APPROVED and found.outcome.amount == 12050
    else:
        assert found == Finding(Found.NOT_FOUND)
    assert ledger.taken() == (12050 if when == "after" else 0)


def test_an_order_on_its_way_is_not_found_and_then_found(
        gateway, impatient, there, charge, ledger):
    """Which is why “not found” is not final at once."""
    order, arrives = charge(), Event()
    there.before = lambda: arrives.wait(30)
    assert impatient.charge(order) == UNKNOWN
    there.before = int
    assert gateway.find("PA-1") == Finding(Found.NOT_FOUND)
    arrives.set()
    assert eventually(lambda: gateway.find("PA-1").state is Found.FOUND)
    assert ledger.taken() == 12050


def test_nothing_is_asked_twice(impatient, charge, fault, ledger):
    order = charge()
    ledger.requests.clear()
    fault("cut", "after")
    impatient.charge(order)
    assert len(ledger.requests) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_500_that_stripe_kept_comes_again(gateway, charge, fault, ledger, when):
    """https://docs.stripe.com/api/idempotent_requests: so asking again by the key settles nothing,
    and looking does."""
    order = charge()
    fault("error", when)
    assert [gateway.charge(order) for _ in range(3)] == [UNKNOWN] * 3
    assert ledger.taken() == (12050 if when == "after" else 0)
    assert gateway.find("PA-1").state is (Found.FOUND if when == "after" else Found.NOT_FOUND)


def test_the_same_order_being_worked_on_is_unknown(gateway, charge, ledger):
    order = charge()
    with ThreadPoolExecutor(2) as pool:
        with ledger.lock:
            both = [pool.submit(gateway.charge, order) for _ in range(2)]
            first = next(as_completed(both, timeout=30)).result()
        states = {each.result(timeout=30).state for each in both}
    assert first == UNKNOWN
    assert states == {State.APPROVED, State.UNKNOWN}
    assert ledger.taken() == 12050


def test_a_wrong_key_is_turned_away(server, credentials, charge, ledger):
    order = charge()
    wrong = dataclasses.replace(credentials, secret_key="sk_test_unknown00000")
    turned_away = StripeGateway(wrong, "acme", server.url)
    assert turned_away.charge(order) == REFUSED
    assert turned_away.find("PA-1") == Finding(Found.UNKNOWN)
    assert ledger.taken() == 0


ERROR = '{"error": {"type": "invalid_request_error", "message": "no"}}'
INTENT = '{"object": "payment_intent", "id": "pi_1", "status": "succeeded", "amount": 12050,' \
    ' "amount_received": 12050, "currency": "usd",' \
    ' "metadata": {"portico_account": "acme", "portico_attempt": "PA-1"}}'
STRANGE = {
    "nothing": b"",
    "not http": b"hello\r\n\r\n",
    "500": http("500 Oops", INTENT),
    "503": http("503 Busy", "{}"),
    "500 with an error": http("500 Oops", ERROR),
    "half": http("200 OK", INTENT, length=900),
    "text": http("200 OK", "approved"),
    "list": http("200 OK", "[]"),
    "deep": http("200 OK", "[" * 9000),
    "empty": http("200 OK", "{}"),
    "another thing": http("200 OK", '{"object": "customer", "id": "cus_1"}'),
    "another status": http("200 OK", INTENT.replace("succeeded", "maybe")),
    "another attempt": http("200 OK", INTENT.replace("PA-1", "PA-2")),
    "another tenant": http("200 OK", INTENT.replace("acme", "initech")),
    "no amount": http("200 OK", INTENT.replace("amount", "sum")),
    "redirect": http("302 Found", INTENT),
    "a proxy's 404": http("404 Not Found", '{"error": "no route"}'),
    "a proxy's 408": http("408 Timeout", "{}"),
    "a stranger's 403": http("403 Forbidden", "{}"),
    "409": http("409 Conflict", ERROR),
}


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_an_answer_that_cannot_be_trusted_is_unknown_and_not_asked_again(
        credentials, charge, content):
    order = charge()
    with stranger(content) as (url, count):
        gateway = StripeGateway(credentials, "acme", url)
        assert gateway.charge(order).state is State.UNKNOWN
        assert count() == 1
        assert gateway.find("PA-1", "pi_1").state is not Found.FOUND


@pytest.mark.parametrize(("status", "outcome"), [
    ("401 Unauthorized", REFUSED), ("403 Forbidden", REFUSED), ("400 Bad Request", REFUSED),
    ("429 Too Many Requests", NOT_SENT),
])
def test_what_stripe_turns_away_at_the_door_was_not_carried_out(
        credentials, charge, status, outcome):
    order = charge()
    with stranger(http(status, ERROR)) as (url, count):
        assert StripeGateway(credentials, "acme", url).charge(order) == outcome
        assert count() == 1


def test_the_same_stranger_is_believed_when_it_answers_well(credentials, charge):
    order = charge()
    with stranger(http("200 OK", INTENT)) as (url, _):
        outcome = StripeGateway(credentials, "acme", url).charge(order)
    assert outcome == Outcome(State.APPROVED, None, "pi_1", None, 12050)
