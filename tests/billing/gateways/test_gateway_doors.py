"""Who may ask, what may be asked, what is told unasked."""

import inspect
import json
import urllib.request
from datetime import date

import pytest

from billing.gateways import errors
from billing.gateways.gateway import Charge, Event, Gateway, NotGenuine, Refund, Void
from billing.gateways.registry import gateway_for
from billing.gateways.test import app
from billing.gateways.test.client import TestGateway
from billing.gateways.test.signature import HEADER
from tests.billing.gateways.running import browse


@pytest.mark.parametrize("rule", app.PROGRAMS, ids=lambda rule: rule.rule)
def test_programs_need_the_secret_at_every_address(api, rule):
    path = rule.rule.replace("<attempt_id>", "PA-1").replace("<token>", "tm_visa")
    verb = next(iter(rule.methods - {"HEAD"}))
    assert api(verb, path, secret="wrong") == (401, {"error": "wrong_secret"})


@pytest.mark.parametrize("path", ["/health", "/style.css"])
def test_what_anybody_may_see(server, path):
    status, headers, _ = browse(server.url + path)
    assert status == 200 and headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": -5},
        {"amount": 1.5},
        {"amount": True},
        {"amount": "100"},
        {"currency": "usd"},
        {"currency": None},
        {"attempt_id": ""},
        {"attempt_id": "a/b"},
        {"attempt_id": 7},
    ],
    ids=str,
)
def test_a_charge_that_cannot_be_is_never_made(api, entries, wrong):
    order = {"attempt_id": "PA-1", "amount": 100, "currency": "USD", "method": "tm_visa", **wrong}
    with pytest.raises(ValueError):
        Charge(**order)
    assert api("POST", "/charges", order) == (400, {"error": "invalid"})
    assert entries() == []


@pytest.mark.parametrize("body", [[], "x", {}, {"amount": 1, "card_number": "4"}], ids=str)
def test_a_body_of_another_shape_is_refused(api, body):
    assert api("POST", "/charges", body) == (400, {"error": "invalid"})


def test_refunds_and_voids_are_checked_as_well():
    with pytest.raises(ValueError):
        Refund("RF-1", "PA-1", 0, "USD")
    with pytest.raises(ValueError):
        Void("VD-1", "")


@pytest.fixture
def told(server, gateway, charge):
    """The signed event of a charge: (body, headers)."""
    gateway.charge(charge())
    request = urllib.request.Request(server.url + "/attempts/PA-1/event")
    request.add_header("Authorization", f"Bearer {gateway.secret}")
    request.add_header("Gateway-Account", gateway.account)
    with urllib.request.urlopen(request) as response:
        return response.read(), dict(response.headers)


def test_an_event_says_what_to_look_at(gateway, told):
    event = gateway.read_event(*told)
    reference = gateway.find("PA-1").outcome.reference
    assert event == Event(f"ev_{reference}_approved", "attempt", "PA-1", reference)


def test_an_event_changed_on_the_way_is_not_genuine(gateway, told):
    body, headers = told
    with pytest.raises(NotGenuine):
        gateway.read_event(body.replace(b"PA-1", b"PA-2"), headers)


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "ü"}, {HEADER: "0" * 64}])
def test_an_event_without_the_signature_is_not_genuine(gateway, told, headers):
    with pytest.raises(NotGenuine):
        gateway.read_event(told[0], headers)


def test_an_event_of_another_account_is_not_genuine(server, gateway, told):
    neighbour = TestGateway(server.url, gateway.secret, f"{gateway.account}-neighbour")
    with pytest.raises(NotGenuine):
        neighbour.read_event(*told)


def test_the_registry_builds_what_a_tenants_record_names(server, gateway, charge):
    settings = {"TEST_GATEWAY_URL": server.url + "/", "TEST_GATEWAY_SECRET": gateway.secret}
    built = gateway_for("test", settings, gateway.account)
    assert isinstance(built, Gateway) and not built.live
    assert built.charge(charge()) == gateway.find("PA-1").outcome


def test_the_registry_says_what_is_missing():
    with pytest.raises(errors.UnknownProvider):
        gateway_for("cash", {}, "acme")
    with pytest.raises(errors.NotConfigured):
        gateway_for("test", {"TEST_GATEWAY_URL": "http://127.0.0.1:1"}, "acme")


def test_the_interface_is_the_six_verbs_and_what_goes_with_a_method_an_account_and_asking():
    verbs = {name for name, verb in inspect.getmembers(Gateway) if callable(verb)}
    named = {name for name in verbs if not name.startswith("_")}
    six = {"add_method", "charge", "refund", "void", "find", "read_event"}
    assert named == six | {
        "open_field", "remove_method", "saved_method", "check", "never_arrived", "notices",
        "taken_back"}


def test_a_gateway_may_have_nothing_to_prove_and_nothing_to_be_asked_for(gateway):
    assert gateway.check() is None
    assert gateway.notices(date(2026, 3, 2)) == []
    assert Gateway.taken_back(gateway, "PA-1") is None


def test_metadata_travels_as_it_is(gateway, charge, entries):
    gateway.charge(charge(metadata={"tenant": "acme", "Größe": "𝄞"}))
    assert entries()[0]["metadata"] == {"tenant": "acme", "Größe": "𝄞"}
    assert json.dumps(entries()[0])
