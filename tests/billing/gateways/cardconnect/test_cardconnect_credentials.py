"""What a company enters, and what is told on saving it."""

import pytest

from billing.gateways.cardconnect.credentials import Credentials
from billing.gateways.gateway import NotConfigured, Unreachable
from billing.gateways.registry import gateway_for
from tests.billing.gateways.cardconnect.conftest import GIVEN


@pytest.mark.parametrize(
    "site",
    ["fts-uat", " FTS-UAT ", "fts-uat.cardconnect.com", "https://fts-uat.cardconnect.com/",
     "https://fts-uat.cardconnect.com/cardconnect/rest/"],
)
def test_the_site_is_taken_as_people_have_it(site):
    credentials = Credentials.of({**GIVEN, "site": site})
    assert credentials.origin == "https://fts-uat.cardconnect.com"
    assert not credentials.live


@pytest.mark.parametrize(
    "site",
    ["", "evil.example", "evil.example/.cardconnect.com", "a@evil", "-x", "x-", "a b", "é",
     "a" * 41, "http://fts", "fts:6443", "127.0.0.1", "fts.evil.cardconnect.com", "fts\r\nx"],
)
def test_a_site_leads_nowhere_else(site):
    with pytest.raises(NotConfigured, match="site"):
        Credentials.of({**GIVEN, "site": site})


@pytest.mark.parametrize(
    ("name", "text"),
    [("merchant_id", ""), ("merchant_id", "4961 6087"), ("merchant_id", "1" * 17), ("username", ""),
     ("username", "a:b"), ("username", "a\r\nb"), ("password", ""), ("password", "a\r\nX-Y: z"),
     ("currency", "usd"), ("bank_merchant_id", "../"), ("verify", "yes")],
)
def test_what_cannot_be_right_is_named(name, text):
    with pytest.raises(NotConfigured) as refused:
        Credentials.of({**GIVEN, name: text})
    assert str(refused.value) == name


def test_what_is_missing_is_named():
    with pytest.raises(NotConfigured, match="username"):
        Credentials.of({name: text for name, text in GIVEN.items() if name != "username"})


@pytest.mark.parametrize(("site", "live"), [("fts", True), ("fts-uat", False), ("uat", True)])
def test_only_a_test_site_moves_no_money(site, live):
    credentials = Credentials.of({**GIVEN, "site": site})
    assert credentials.live is live
    if live:
        with pytest.raises(NotConfigured, match="site"):
            Credentials.of({**GIVEN, "site": site}, sandbox=True)
    else:
        assert Credentials.of({**GIVEN, "site": site}, sandbox=True) == credentials


def test_a_client_knows_whether_it_moves_money(build):
    assert not build().live
    assert build(site="fts").live


def test_right_credentials_pass(gateway, asked):
    gateway.check()
    assert asked("inquireMerchant") == [{"merchid": "496160873888"}]


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"username": "nobody"}])
def test_wrong_credentials_are_told(build, wrong):
    with pytest.raises(NotConfigured, match="password"):
        build(**wrong).check()


@pytest.mark.parametrize("facts", [{"enabled": False}, {"enabled": "N"}])
def test_an_account_that_may_not_be_used_is_told(gateway, fake, facts):
    fake.facts.update(facts)
    with pytest.raises(NotConfigured, match="merchant_id"):
        gateway.check()


def test_trying_cards_needs_an_account_that_can(build, fake):
    build(verify="on").check()
    fake.facts.update(cvv="N", avs="N")
    build().check()
    with pytest.raises(NotConfigured, match="verify"):
        build(verify="on").check()


def test_no_answer_is_not_a_wrong_credential(nobody):
    with pytest.raises(Unreachable):
        nobody.check()


def test_the_registry_builds_it(house, fake):
    settings = {"CARDCONNECT": GIVEN, "SECRET_KEY": "s", "CARDCONNECT_ADDRESS": house[0]}
    built = gateway_for("cardconnect", settings, 7)
    assert built.provider == "cardconnect" and not built.live
    built.check()


@pytest.mark.parametrize(
    "settings",
    [{}, {"SECRET_KEY": "s"}, {"CARDCONNECT": GIVEN},
     {"CARDCONNECT": {**GIVEN, "site": "fts"}, "SECRET_KEY": "s", "SANDBOX": True}],
)
def test_the_registry_refuses_what_is_not_set_or_live_in_a_sandbox(settings):
    with pytest.raises(NotConfigured):
        gateway_for("cardconnect", settings, 7)


def test_without_an_address_it_asks_the_site(fake):
    built = gateway_for("cardconnect", {"CARDCONNECT": GIVEN, "SECRET_KEY": "s"}, 7)
    assert built.line.wire.url.geturl() == "https://fts-uat.cardconnect.com/cardconnect/rest"
