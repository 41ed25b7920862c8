"""One fake Stripe for all these tests, an account there of its own for each."""

import itertools

import pytest

from billing.gateways.gateway import Charge
from billing.gateways.method import BANK_ACCOUNT, CARD
from billing.gateways.stripe.client import StripeGateway
from billing.gateways.stripe.credentials import Credentials
from billing.gateways.test.faults import Fault
from tests.billing.gateways.stripe.fake import numbers, setups
from tests.billing.gateways.stripe.fake.running import SECRET, Running
from tests.billing.gateways.stripe.places import BACK, CREATE

names = itertools.count(1)


@pytest.fixture(scope="session")
def server():
    with Running() as running:
        yield running


@pytest.fixture
def there(server):
    """The account at Stripe."""
    return server.fake.open(f"account{next(names)}")


@pytest.fixture
def ledger(there):
    return there.ledger


@pytest.fixture
def credentials(there):
    return Credentials(there.secret_key, there.publishable_key, SECRET)


@pytest.fixture
def gateway(server, credentials):
    return StripeGateway(credentials, "acme", server.url)


@pytest.fixture
def impatient(server, credentials):
    """For calls that are known not to be answered in time."""
    return StripeGateway(credentials, "acme", server.url, read_seconds=0.3)


@pytest.fixture
def enter(gateway, ledger):
    """enter(number) saves a method as a payer does; the Method."""

    def entered(number=numbers.VISA, customer="C-1"):
        kind = BANK_ACCOUNT if numbers.type_of(number) == "us_bank_account" else CARD
        field = gateway.open_field(customer, BACK, [kind])
        setup = setups.entered(ledger, field.public["client_secret"], number)
        return gateway.add_method(customer, {"setup_intent": setup["id"]})

    return entered


@pytest.fixture
def charge(enter):
    """charge(number) builds the order of 120.50 dollars, with the payer there."""

    def build(number=numbers.VISA, attempt_id="PA-1", amount=12050, currency="USD", **more):
        more.setdefault("return_url", BACK)
        method = more.pop("method", None) or enter(number).token
        return Charge(attempt_id, amount, currency, method, "Invoices 1 and 2", **more)

    return build


@pytest.fixture
def fault(server, there):
    """fault(trouble, when) meets the next call of that operation."""

    def strike(trouble, when="before", operation=CREATE, calls=1):
        server.fake.faults.set(Fault(trouble, when, operation, calls, there.secret_key))

    yield strike
    server.fake.faults.clear(there.secret_key)


@pytest.fixture
def intents(ledger):
    return lambda: ledger.all("payment_intent")
