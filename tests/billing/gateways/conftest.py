"""One Test gateway for all these tests, an account of its own for each."""

import itertools
import json
import urllib.error
import urllib.request

import pytest

from billing.gateways.gateway import Charge
from billing.gateways.test.client import TestGateway
from tests.billing.gateways.running import SECRET, Running

accounts = itertools.count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("gateway") / "ledger.sqlite")
    yield running
    running.stop()


@pytest.fixture
def account():
    return f"account-{next(accounts)}"


@pytest.fixture
def gateway(server, account):
    return TestGateway(server.url, SECRET, account, read_seconds=60)


@pytest.fixture
def impatient(server, account):
    """For calls that are known not to be answered in time."""
    return TestGateway(server.url, SECRET, account, read_seconds=0.3)


@pytest.fixture
def api(server, account):
    """api(verb, path, body) asks the server without the client: (status, content)."""

    def ask(verb, path, body=None, secret=SECRET):
        content = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {secret}", "Gateway-Account": account}
        request = urllib.request.Request(server.url + path, content, headers, method=verb)
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    return ask


@pytest.fixture
def entries(api):
    return lambda: api("GET", "/ledger")[1]["entries"]


@pytest.fixture
def charge():
    def build(attempt_id="PA-1", method="tm_visa", amount=12050, **more):
        return Charge(attempt_id, amount, "USD", method, "Invoices 1 and 2", **more)

    return build
