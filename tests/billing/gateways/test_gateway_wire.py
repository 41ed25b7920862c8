"""What did not work, told apart: certainly not sent, or unknown (security C8)."""

import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from billing.gateways.gateway import Finding, Found, Outcome, State, Unreachable
from billing.gateways.test.client import TestGateway

NOT_FOUND = Finding(Found.NOT_FOUND)


@contextmanager
def stranger(answer):
    """A server that counts connections and gives each the same bytes; yields (url, count)."""
    listener = socket.create_server(("127.0.0.1", 0))
    seen = []

    def accept():
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller:
                caller.recv(65536)
                seen.append(1)
                caller.sendall(answer)

    thread = threading.Thread(target=accept)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", lambda: len(seen)
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def http(status, body, length=None):
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n"
    return f"{head}Content-Length: {length or len(body)}\r\n\r\n{body}".encode()


@pytest.fixture
def nobody():
    """An address where nothing listens: bound, so that nobody else takes it meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield TestGateway(f"http://127.0.0.1:{held.getsockname()[1]}", "secret")


def test_connection_refused_is_not_sent(nobody, charge):
    assert nobody.charge(charge()) == Outcome(State.NOT_SENT, "unreachable")


def test_connection_refused_finds_nothing_out(nobody):
    assert nobody.find("PA-1") == Finding(Found.UNKNOWN)


def test_connection_refused_says_so_for_methods(nobody):
    with pytest.raises(Unreachable):
        nobody.open_field("C-1", "http://acme.localhost/")
    with pytest.raises(Unreachable):
        nobody.add_method("C-1", {"token": "tm_visa"})


APPROVED = '{"attempt_id": "PA-1", "state": "approved", "reason": null, "reference": "r"'
WHOLE = APPROVED + ', "action_path": null, "amount": 12050}'
STRANGE = {
    "nothing": b"",
    "not http": b"hello\r\n\r\n",
    "500": http("500 Oops", WHOLE),
    "503": http("503 Busy", "{}"),
    "500 on a reused id": http("500 Oops", '{"error": "attempt_reused"}'),
    "half": http("200 OK", APPROVED, length=900),
    "text": http("200 OK", "approved"),
    "list": http("200 OK", "[]"),
    "deep": http("200 OK", "[" * 9000),
    "empty": http("200 OK", "{}"),
    "another attempt": http("200 OK", WHOLE.replace("PA-1", "PA-2")),
    "another state": http("200 OK", WHOLE.replace("approved", "maybe")),
    "redirect": http("302 Found", WHOLE),
    "a proxy's 404": http("404 Not Found", '{"error": "no route"}'),
    "a proxy's 408": http("408 Timeout", '{"error": "timeout"}'),
    "a stranger's 403": http("403 Forbidden", "{}"),
}


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_an_answer_that_cannot_be_trusted_is_unknown_and_not_asked_again(charge, content):
    with stranger(content) as (url, count):
        gateway = TestGateway(url, "secret", read_seconds=30)
        assert gateway.charge(charge()) == Outcome(State.UNKNOWN, "no_answer")
        assert count() == 1
        assert gateway.find("PA-1").state is Found.UNKNOWN


def test_the_same_stranger_is_believed_when_it_answers_well(charge):
    with stranger(http("200 OK", WHOLE)) as (url, _):
        outcome = TestGateway(url, "secret").charge(charge())
    assert outcome == Outcome(State.APPROVED, None, "r", None, 12050)


def test_wrong_secret_is_turned_away_before_anything_happens(server, gateway, charge, entries):
    stranger = TestGateway(server.url, "wrong", gateway.account)
    assert stranger.charge(charge()) == Outcome(State.NOT_SENT, "refused")
    assert stranger.find("PA-1").state is Found.UNKNOWN
    assert entries() == []


def test_not_found_is_final_only_after_the_window(gateway):
    sent_at = datetime(2026, 3, 1, tzinfo=UTC)
    window = gateway.time_out_window
    assert not gateway.never_arrived(NOT_FOUND, sent_at, sent_at + window)
    assert gateway.never_arrived(NOT_FOUND, sent_at, sent_at + window + timedelta(seconds=1))


@pytest.mark.parametrize("state", [Found.UNKNOWN, Found.FOUND])
def test_only_not_found_ever_means_never_arrived(gateway, state):
    sent_at = datetime(2026, 3, 1, tzinfo=UTC)
    assert not gateway.never_arrived(Finding(state), sent_at, sent_at + timedelta(days=9))
