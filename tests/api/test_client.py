"""A client that no one here wrote, made from the API's description, works (I1)."""

import subprocess
import sys
import uuid
from importlib import import_module

import pytest

from api.docs import FILE
from config.database import db
from tenants.api_key import SCOPES, ApiKey
from tests.api.served import served
from tests.till import Till


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The client as a package, made by openapi-python-client."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "config.yml").write_text("post_hooks: []\n")
    subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--path", FILE, "--meta",
         "none", "--output-path", folder / "stranger", "--config", folder / "config.yml"],
        check=True, capture_output=True, timeout=100)
    sys.path.insert(0, str(folder))
    yield lambda name: import_module(f"stranger.{name}")
    sys.path.remove(str(folder))


@pytest.fixture
def client(cast, app, made):
    with cast.within():
        ApiKey.issue("Stranger", SCOPES, "stranger-key")
        db.session.commit()
    with served(app) as port:
        yield made("client").AuthenticatedClient(
            f"http://127.0.0.1:{port}", token="stranger-key", timeout=60,
            headers={"Host": "acme.localhost:8000"})


def test_it_makes_finds_changes_and_lists(client, made):
    customers, models = "api.customers", made("models")
    body = models.Customer.from_dict(
        {"customer_id": "C-77", "name": "Sequoia", "currency": "USD", "custom_fields": {"a": 1}})
    first, again = (made(f"{customers}.make_customer").sync_detailed(
        client=client, body=body, idempotency_key="k-1") for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.parsed.name == "Sequoia" and first.parsed.custom_fields["a"] == 1

    change = models.CustomerPatch.from_dict({"payment_terms": "Net 15"})
    made(f"{customers}.change_customer").sync("C-77", client=client, body=change)
    found = made(f"{customers}.customer").sync("C-77", client=client)
    assert (found.payment_terms, found.name) == ("Net 15", "Sequoia")

    listed = made(f"{customers}.customers").sync(client=client, size=2)
    assert [each.customer_id for each in listed.data] == ["C-1001", "C-1002"]
    rest = made(f"{customers}.customers").sync(client=client, cursor=listed.next_cursor)
    assert rest.data[-1].customer_id == "C-77" and rest.next_cursor is None


def test_it_reads_money_and_what_is_wrong(client, made):
    models = made("models")
    invoice = made("api.invoices.invoice").sync("INV-1", client=client)
    assert (invoice.invoice_amount, invoice.balance) == ("100.00", "0.00")
    wrong = models.Customer.from_dict({"customer_id": "PT-1", "name": "", "currency": "USD"})
    problem = made("api.customers.make_customer").sync(client=client, body=wrong)
    assert {each.pointer for each in problem.errors} == {"/customer_id", "/name"}


def test_it_sends_usage_events(client, made):
    sent = [made("models").UsageEvent.from_dict({
        "event_id": f"X-{n}", "customer_id": "C-1001", "event_type": "api.call",
        "occurred_at": "2026-01-20T09:30:00+00:00"}) for n in range(3)]
    arrival = made("api.usage_events.send_usage_events").sync(client=client, body=sent)
    assert (arrival.stored, arrival.known, arrival.refused) == (3, 0, 0)


@pytest.mark.parametrize(("token", "status", "state"), [
    ("visa", 200, "approved"), ("card_declined", 402, "declined")])
def test_it_pays_by_a_key_and_reads_a_refusal(client, made, cast, token, status, state):
    method, models = Till(cast).add_method(token), made("models")
    pay, body = made("api.payments.pay_invoice"), models.Pay(payment_method_id=method)
    with pytest.raises(TypeError):
        pay.sync_detailed("INV-2", client=client, body=body)
    answer = pay.sync_detailed(
        "INV-2", client=client, body=body, idempotency_key=uuid.uuid4().hex)
    assert (answer.status_code, answer.parsed.state) == (status, state)
    found = made("api.payments.payment_attempt").sync(answer.parsed.attempt_id, client=client)
    assert (found.state, found.reason) == (state, answer.parsed.reason)
