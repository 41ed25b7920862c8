"""Through which gateway a company's money goes, and who can read the credentials (M7)."""

import pytest

from billing.gateways.errors import NotConfigured
from billing.ledger import merchant
from billing.ledger.gateway_account import MARK, GatewayAccount
from config import vault
from config.database import db

STRIPE = {"secret_key": "sk_test_abcdefgh1234", "publishable_key": "pk_test_abcdefgh1234",
          "webhook_secret": "whsec_abcdefgh1234"}


@pytest.fixture
def account(cast):
    return saved(cast, cast.acme)


def saved(cast, tenant_id, credentials=STRIPE):
    with cast.within(tenant_id):
        record = GatewayAccount(provider="stripe", chosen=True)
        record.lock(credentials)
        db.session.add(record)
        db.session.commit()
        return record.sealed


def test_the_test_gateway_is_there_for_who_has_saved_none(cast, monkeypatch):
    with cast.within():
        provider, gateway = merchant.current()
        assert (provider, gateway.account) == ("test", str(cast.acme))
        with pytest.raises(NotConfigured):
            merchant.gateway("stripe")
        monkeypatch.setitem(cast.app.config, "TEST_GATEWAY_URL", "")
        assert merchant.current() is None


def test_a_saved_account_is_used_and_the_former_stays_for_its_methods(cast, account):
    with cast.within():
        provider, gateway = merchant.current()
        assert (provider, gateway.credentials.secret_key) == ("stripe", STRIPE["secret_key"])
        assert merchant.gateway("test").provider == "test"
    with cast.within(cast.initech):
        assert merchant.current()[0] == "test"


def test_what_is_kept_tells_nothing_and_opens_in_its_own_row_only(cast, account):
    assert b"abcdefgh" not in account
    with cast.within(cast.initech), pytest.raises(NotConfigured):
        GatewayAccount(provider="stripe", sealed=account).credentials
    with cast.within(), pytest.raises(NotConfigured):
        GatewayAccount(provider="cardconnect", sealed=account).credentials
    changed = account[:-1] + bytes([account[-1] ^ 1])
    with cast.within(), pytest.raises(NotConfigured):
        GatewayAccount(provider="stripe", sealed=changed).credentials


def test_an_older_key_still_opens_until_it_is_gone(cast, account, monkeypatch):
    keys = cast.app.config["CREDENTIAL_KEYS"]
    monkeypatch.setitem(cast.app.config, "CREDENTIAL_KEYS", f"a new one, {keys}")
    with cast.within():
        assert GatewayAccount.of("stripe").credentials == STRIPE
        assert not vault.newest(account[MARK:])
        monkeypatch.setitem(cast.app.config, "CREDENTIAL_KEYS", "a new one")
        assert merchant.current() is None


def test_a_sandbox_moves_no_real_money_whatever_is_saved(cast):
    live = {**STRIPE, "secret_key": "sk_live_abcdefgh1234",
            "publishable_key": "pk_live_abcdefgh1234"}
    saved(cast, cast.sandbox, live)
    with cast.within(cast.sandbox), pytest.raises(NotConfigured, match="secret_key"):
        merchant.gateway("stripe")
