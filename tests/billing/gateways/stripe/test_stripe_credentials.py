"""What a tenant gives, told right or wrong when it is saved (M7)."""

import dataclasses
import socket

import pytest

from billing.gateways.errors import NotConfigured
from billing.gateways.registry import STRIPE, gateway_for
from billing.gateways.stripe.checking import objections
from billing.gateways.stripe.credentials import Credentials

GOOD = Credentials("sk_test_00000000", "pk_test_00000000", "whsec_00000000")


@pytest.fixture
def check(server, credentials):
    """check(name=value) is what is said of good credentials with that one changed."""

    def ask(sandbox=False, **changes):
        return objections(dataclasses.replace(credentials, **changes), sandbox, server.url)

    return ask


def test_good_ones(check, ledger):
    assert check() == check(sandbox=True) == {}
    assert [each["status"] for each in ledger.all("setup_intent")] == ["canceled"] * 2


@pytest.mark.parametrize(("name", "value"), [
    ("secret_key", ""), ("secret_key", "pk_test_00000000"), ("secret_key", "sk_test_"),
    ("secret_key", "sk_test_0000 0000"), ("secret_key", "sk_test_00000000\n"),
    ("publishable_key", "sk_test_00000000"), ("webhook_secret", "secret"),
    ("statement_descriptor", "ACME"), ("statement_descriptor", "12345"),
    ("statement_descriptor", "ACME*CLOUD"), ("statement_descriptor", "A" * 23),
    ("statement_descriptor", "ACMÉ CLOUD"),
])
def test_what_cannot_be_one_is_told_without_asking(check, ledger, name, value):
    assert check(**{name: value}) == {name: "malformed"}
    assert ledger.requests == []


def test_a_descriptor_as_statements_show_it():
    assert dataclasses.replace(GOOD, statement_descriptor="ACME CLOUD").objections() == {}


@pytest.mark.parametrize("prefix", ["sk", "rk"])
def test_live_is_told_by_the_key(prefix):
    live = Credentials(f"{prefix}_live_00000000", "pk_live_00000000", "whsec_00000000")
    assert live.live and not GOOD.live
    assert live.objections() == {}
    assert live.objections(sandbox=True) == {"secret_key": "live_in_sandbox"}


def test_keys_of_two_modes():
    mixed = dataclasses.replace(GOOD, publishable_key="pk_live_00000000")
    assert mixed.objections() == {"publishable_key": "other_mode"}


def test_a_key_that_stripe_does_not_know(check):
    assert check(secret_key="sk_test_unknown00000") == {"secret_key": "refused"}
    assert check(publishable_key="pk_test_unknown00000") == {"publishable_key": "refused"}


def test_a_restricted_key_without_the_rights(check, there):
    assert check(secret_key=there.restricted_key) == {"secret_key": "not_permitted"}


def test_the_publishable_key_of_another_account(check, server):
    other = server.fake.open("another")
    assert check(publishable_key=other.publishable_key) == {"publishable_key": "other_account"}


def test_nobody_answers(credentials):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        assert objections(credentials, url=url) == {"secret_key": "unreachable"}


def test_a_check_that_could_not_be_tidied_up_is_good(check, fault):
    fault("cut", operation="POST /v1/setup_intents/<key>/cancel")
    assert check() == {}


def test_secrets_are_not_shown(credentials, there):
    assert there.secret_key not in repr(credentials)
    assert credentials.webhook_secret not in repr(credentials)


def test_a_tenants_gateway():
    values = (GOOD.secret_key, GOOD.publishable_key, GOOD.webhook_secret)
    settings = dict(zip(STRIPE, values, strict=True))
    gateway = gateway_for("stripe", settings, 7)
    assert (gateway.provider, gateway.account, gateway.live) == ("stripe", "7", False)
    for name in STRIPE:
        with pytest.raises(NotConfigured):
            gateway_for("stripe", {**settings, name: ""}, 7)


def test_a_live_gateway_says_so():
    settings = dict(zip(STRIPE, ("sk_live_00000000", "pk_live_00000000", "whsec_0"), strict=True))
    assert gateway_for("stripe", settings, 7).live
