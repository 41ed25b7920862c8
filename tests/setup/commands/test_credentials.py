"""Ops change the key that locks credentials, without a moment in which none opens them (M7)."""

import json

import pytest
from click.testing import CliRunner

from app import create_app
from billing.gateways.event import Event
from billing.ledger.gateway_account import GatewayAccount
from billing.ledger.webhook_event import WebhookEvent
from config.database import db
from setup.commands import portico
from tenants.webhook_endpoint import WebhookEndpoint

SAVED = {"secret_key": "sk_test_00000000"}


@pytest.fixture
def relock(migrated, cast):
    """relock(keys): (exit code, what was printed) of the command under these CREDENTIAL_KEYS."""
    with cast.within():
        account = GatewayAccount(provider="stripe")
        account.lock(SAVED)
        db.session.add(account)
        db.session.commit()

    def run(keys):
        result = CliRunner().invoke(
            portico, ["credentials", "relock"],
            obj=lambda database: create_app({**migrated, "CREDENTIAL_KEYS": keys}, database))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return run


def opened(cast, monkeypatch, keys):
    monkeypatch.setitem(cast.app.config, "CREDENTIAL_KEYS", keys)
    with cast.within():
        return GatewayAccount.of("stripe").credentials


def test_everything_is_locked_under_the_newest_key(cast, relock, migrated, monkeypatch):
    old = migrated["CREDENTIAL_KEYS"]
    assert relock(f"new,{old}") == (0, "Locked anew: 1.\n")
    assert relock(f"new,{old}") == (0, "Locked anew: 0.\n")
    assert opened(cast, monkeypatch, "new") == SAVED


def test_what_no_key_opens_is_named_and_left_as_it_is(cast, relock, migrated, monkeypatch):
    code, told = relock("another")
    assert code == 1 and "No key opens these: acme: stripe." in told
    assert opened(cast, monkeypatch, migrated["CREDENTIAL_KEYS"]) == SAVED


def test_a_gateways_letter_is_printed_as_it_came(cast, app_of):
    with cast.within():
        told = Event("ev_1", "other")
        WebhookEvent.store("stripe", told, (b'{"id": "ev_1"}', [("Stripe-Signature", "t=1")]))
        db.session.commit()

    def printed(*words):
        return CliRunner().invoke(portico, ["credentials", "letter", *words], obj=app_of).output

    assert json.loads(printed("acme", "stripe", "ev_1")) == {
        "headers": {"Stripe-Signature": "t=1"}, "body": '{"id": "ev_1"}', "bytes": 14}
    assert "There is no letter" in printed("initech", "stripe", "ev_1")


def test_secrets_of_webhooks_are_locked_anew_too(cast, relock, migrated, monkeypatch):
    with cast.within():
        endpoint, former = WebhookEndpoint.make("Stan", address="https://example.com/")
        db.session.flush()
        secret, key = endpoint.renew("Stan"), endpoint.webhook_endpoint_id
        db.session.commit()
    assert relock(f"new,{migrated['CREDENTIAL_KEYS']}") == (0, "Locked anew: 2.\n")
    monkeypatch.setitem(cast.app.config, "CREDENTIAL_KEYS", "new")
    with cast.within():
        assert WebhookEndpoint.of(key).secrets == [secret, former]
