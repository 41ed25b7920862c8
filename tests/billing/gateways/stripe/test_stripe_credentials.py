"""What a company gives, told right or wrong when it is saved (M7)."""

import dataclasses
import socket
import subprocess
import sys

import pytest

from billing.gateways.errors import NotConfigured, Unreachable
from billing.gateways.registry import gateway_for
from billing.gateways.stripe.client import StripeGateway
from billing.gateways.stripe.credentials import Credentials
from config.settings import ROOT

GOOD = {"secret_key": "sk_test_00000000", "publishable_key": "pk_test_00000000",
        "webhook_secret": "whsec_00000000"}
LIVE = GOOD | {"secret_key": "sk_live_00000000", "publishable_key": "pk_live_00000000"}


@pytest.fixture
def check(server, credentials):
    """check(name=value) asks about good credentials with that one changed."""

    def ask(**changes):
        StripeGateway(dataclasses.replace(credentials, **changes), "acme", server.url).check()

    return ask


def refused(call, **changes):
    """(which, why)"""
    with pytest.raises(NotConfigured) as told:
        call(**changes)
    return told.value.args


def test_good_ones(check, ledger):
    check()
    assert [each["status"] for each in ledger.all("setup_intent")] == ["canceled"]
    assert ledger.taken() == 0


@pytest.mark.parametrize(("name", "value"), [
    ("secret_key", ""), ("secret_key", "pk_test_00000000"), ("secret_key", "sk_test_"),
    ("secret_key", "sk_test_0000 0000"), ("secret_key", "sk_test_00000000\r\nX: 1"),
    ("publishable_key", "sk_test_00000000"), ("webhook_secret", "secret"),
    ("statement_descriptor", "ACME"), ("statement_descriptor", "12345"),
    ("statement_descriptor", "ACME*CLOUD"), ("statement_descriptor", "A" * 23),
    ("statement_descriptor", "ACMÉ CLOUD"), ("statement_descriptor", "ACME\nCLOUD"),
])
def test_what_cannot_be_one_is_told_without_asking(name, value):
    assert refused(Credentials.of, given=GOOD | {name: value}) == (name, "malformed")


@pytest.mark.parametrize("name", GOOD)
def test_none_may_be_missing(name):
    given = {key: value for key, value in GOOD.items() if key != name}
    assert refused(Credentials.of, given=given) == (name, "malformed")


def test_what_is_typed_is_trimmed():
    given = {key: f" {value}\n" for key, value in GOOD.items()} | {"unknown": "x"}
    assert Credentials.of(given) == Credentials(**GOOD)
    assert Credentials.of(GOOD | {"statement_descriptor": "ACME CLOUD"}).statement_descriptor


@pytest.mark.parametrize("prefix", ["sk", "rk"])
def test_live_is_told_by_the_key(prefix):
    given = LIVE | {"secret_key": f"{prefix}_live_00000000"}
    assert Credentials.of(given).live and not Credentials.of(GOOD).live
    assert refused(Credentials.of, given=given, sandbox=True) == ("secret_key", "live_in_sandbox")
    assert not Credentials.of(GOOD, sandbox=True).live


def test_keys_of_two_modes():
    mixed = GOOD | {"publishable_key": LIVE["publishable_key"]}
    assert refused(Credentials.of, given=mixed) == ("publishable_key", "other_mode")


@pytest.mark.parametrize("name", ["secret_key", "publishable_key"])
def test_a_key_that_stripe_does_not_know(check, name):
    value = GOOD[name].replace("00000000", "unknown00000")
    assert refused(check, **{name: value}) == (name, "refused")


def test_a_restricted_key_without_the_rights(check, there):
    assert refused(check, secret_key=there.restricted_key) == ("secret_key", "not_permitted")


def test_the_publishable_key_of_another_account(check, server, ledger):
    other = server.fake.open("another").publishable_key
    assert refused(check, publishable_key=other) == ("publishable_key", "other_account")
    assert [each["status"] for each in ledger.all("setup_intent")] == ["canceled"]


def test_nobody_answers(credentials):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        with pytest.raises(Unreachable):
            StripeGateway(credentials, "acme", url).check()


def test_a_check_that_could_not_be_tidied_up_is_good(check, fault):
    fault("cut", operation="POST /v1/setup_intents/<key>/cancel")
    check()


def test_secrets_are_not_shown():
    told = repr(Credentials(**GOOD))
    assert GOOD["secret_key"] not in told and GOOD["webhook_secret"] not in told


def test_a_companys_gateway():
    gateway = gateway_for("stripe", {"STRIPE": GOOD}, 7)
    assert (gateway.provider, gateway.account, gateway.live) == ("stripe", "7", False)
    assert gateway.url == "https://api.stripe.com"
    assert gateway_for("stripe", {"STRIPE": LIVE}, 7).live
    assert refused(gateway_for, provider="stripe", settings={}, account=7) == ("STRIPE",)
    live = {"STRIPE": LIVE, "SANDBOX": True}
    assert refused(gateway_for, provider="stripe", settings=live, account=7)[1] \
        == "live_in_sandbox"


def test_only_who_uses_stripe_waits_for_its_library():
    """In a process of its own, as this one has it already."""
    code = "import sys; from billing.gateways import registry; print('stripe' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert told.stdout.strip() == "False", told.stderr
