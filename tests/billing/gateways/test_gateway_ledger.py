"""The gateway's ledger outlives its process (security A4)."""

import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from billing.gateways.gateway import Found, State
from billing.gateways.test.client import TestGateway
from tests.billing.gateways.running import COMMAND, ROOT, SECRET, Running


@pytest.fixture
def start(tmp_path):
    """start(port) runs a server on this test's own ledger; all are ended with the test."""
    started = []

    def run(port=0):
        started.append(Running(tmp_path / "deep" / "ledger.sqlite", port))
        return started[-1]

    yield run
    for running in started:
        if running.process.poll() is None:
            running.kill()


def test_killed_it_knows_every_charge_that_it_answered(start, charge):
    first = start()
    gateway = TestGateway(first.url, SECRET, read_seconds=60)
    for turn in range(20):
        assert gateway.charge(charge(f"PA-{turn}")).state is State.APPROVED
    first.kill()
    assert gateway.find("PA-1").state is Found.UNKNOWN
    assert gateway.charge(charge("PA-99")).state is State.NOT_SENT
    start(first.port)
    for turn in range(20):
        assert gateway.find(f"PA-{turn}").outcome.state is State.APPROVED
    assert gateway.find("PA-99").state is Found.NOT_FOUND


def test_killed_amid_charges_it_keeps_all_that_were_approved(start, charge):
    first = start()
    gateway = TestGateway(first.url, SECRET, read_seconds=60)

    def attempt(turn):
        if turn == 60:
            first.process.kill()
        return f"PA-{turn}", gateway.charge(charge(f"PA-{turn}")).state

    with ThreadPoolExecutor(8) as pool:
        states = dict(pool.map(attempt, range(120)))
    first.end()
    start(first.port)
    approved = [name for name, state in states.items() if state is State.APPROVED]
    unsent = [name for name, state in states.items() if state is State.NOT_SENT]
    assert approved and unsent
    assert {gateway.find(name).outcome.state for name in approved} == {State.APPROVED}
    assert {gateway.find(name).state for name in unsent} == {Found.NOT_FOUND}


def test_killed_while_it_kept_silent_the_charge_is_found_afterwards(start, charge):
    first = start()
    gateway = TestGateway(first.url, SECRET, read_seconds=60)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(gateway.charge, charge(method="tm_timeout_after"))
        while gateway.find("PA-1").state is not Found.FOUND:
            assert not waiting.done()
        first.kill()
        assert waiting.result().state is State.UNKNOWN
    start(first.port)
    assert gateway.find("PA-1").outcome.state is State.APPROVED


def test_after_a_restart_the_same_charge_still_answers_the_same(start, charge):
    first = start()
    gateway = TestGateway(first.url, SECRET)
    outcome = gateway.charge(charge())
    first.kill()
    start(first.port)
    assert gateway.charge(charge()) == outcome


def test_it_stops_cleanly_when_asked(start):
    assert start().stop() == 0


def test_a_port_in_use_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = run("--port", port, "--ledger", str(tmp_path / "ledger"), "--secret", "s")
    assert ended.returncode == 1 and "in use" in ended.stderr


def test_without_a_secret_it_does_not_start(tmp_path):
    ended = run("--ledger", str(tmp_path / "ledger"))
    assert ended.returncode == 2 and "TEST_GATEWAY_SECRET" in ended.stderr


def run(*arguments):
    return subprocess.run(
        [*COMMAND, *arguments],
        check=False,
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        timeout=60,
    )
