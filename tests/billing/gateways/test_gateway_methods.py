"""Methods and the card field on the gateway's own origin (M3)."""

import re
import sqlite3
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest

from billing.gateways.gateway import BANK_ACCOUNT, CARD, Method, MethodRefused, State
from billing.gateways.test.client import TestGateway
from tests.billing.gateways.running import browse

BACK = "http://acme.localhost:8000/portal/methods/new?from=pay"
VISA = {"type": "card", "number": "4242 4242 4242 4242", "expiry": "12/39", "holder": "Ada King"}
BANK = {"type": "bank account", "number": "000123456789", "routing": "110000000", "holder": "Ada"}


def answer_of(headers):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(headers["Location"]).query))


@pytest.fixture
def field(gateway):
    return gateway.open_field("C-1", BACK)


def test_the_field_is_on_the_gateways_own_origin(server, field):
    assert field.mode == "redirect"
    assert field.url.startswith(server.url + "/fields/fs_")


def test_the_page_asks_for_the_number_and_lets_the_form_end_at_the_portal(field):
    status, headers, text = browse(field.url)
    assert status == 200
    assert 'name="number"' in text and "Numbers to try" in text
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("form-action 'self' http://acme.localhost:8000")
    assert headers["Cache-Control"] == "no-store"


def test_the_page_leads_to_the_other_kind(field):
    (query,) = re.findall(r'href="(\?kind=bank[^"]*)"', browse(field.url)[2])
    assert "Routing number" in browse(field.url + query)[2]


def test_a_card_comes_back_as_a_token_that_can_be_charged(gateway, field, charge):
    status, headers, _ = browse(field.url, VISA)
    assert status == 303 and headers["Location"].startswith(BACK + "&token=tm_visa_")
    method = gateway.add_method("C-1", answer_of(headers))
    assert method == Method(method.token, CARD, "Visa", "4242", "2039-12", "Ada King")
    assert gateway.charge(charge(method=method.token)).state is State.APPROVED


def test_a_bank_account_comes_back_as_a_token_that_can_be_charged(gateway, field, charge):
    _, headers, _ = browse(field.url, BANK)
    method = gateway.add_method("C-1", answer_of(headers))
    assert method == Method(method.token, BANK_ACCOUNT, "Test Bank", "6789", "", "Ada")
    assert gateway.charge(charge(method=method.token)).state is State.PROCESSING


def test_a_field_works_once(field):
    assert browse(field.url, VISA)[0] == 303
    assert browse(field.url, VISA)[0] == 410
    assert browse(field.url)[0] == 410


def test_twenty_at_once_use_it_once(field):
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda _: browse(field.url, VISA)[0], range(20)))
    assert sorted(statuses) == [303] + [410] * 19


def test_looking_does_not_use_it_up(field):
    for _ in range(5):
        assert browse(field.url)[0] == 200
    assert browse(field.url, VISA)[0] == 303


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"number": "4111 1111 1111 1111"}, "number"),
        ({"expiry": "13/39"}, "expiry"),
        ({"expiry": "01/20"}, "expiry"),
        ({"expiry": "soon"}, "expiry"),
        ({"holder": " "}, "holder"),
        ({**BANK, "routing": "1"}, "routing"),
        ({"number": BANK["number"]}, "number"),
    ],
    ids=str,
)
def test_a_mistake_is_told_on_the_input_and_the_rest_kept(field, wrong, named):
    status, _, text = browse(field.url, {**VISA, **wrong})
    assert status == 422
    assert re.findall(r'id="(\w+)-error"', text) == [named]
    assert named == "holder" or 'value="Ada' in text
    assert browse(field.url, VISA)[0] == 303


def test_what_is_typed_is_escaped(field):
    _, _, text = browse(field.url, {**VISA, "expiry": "", "holder": '"><script>'})
    assert "<script>" not in text


def test_only_the_kinds_that_the_tenant_allows(gateway):
    field = gateway.open_field("C-1", BACK, [BANK_ACCOUNT])
    assert "Routing number" in browse(field.url)[2]
    assert "Security code" not in browse(field.url + "?kind=card")[2]
    assert browse(field.url, VISA)[0] == 410
    assert browse(field.url, BANK)[0] == 303


def test_nobody_saves_the_method_that_another_entered(gateway, field):
    answer = answer_of(browse(field.url, VISA)[1])
    with pytest.raises(MethodRefused):
        gateway.add_method("C-2", answer)


def test_another_account_neither_saves_nor_charges_it(server, gateway, field, charge):
    answer = answer_of(browse(field.url, VISA)[1])
    neighbour = TestGateway(server.url, gateway.secret, f"{gateway.account}-neighbour")
    with pytest.raises(MethodRefused):
        neighbour.add_method("C-1", answer)
    assert neighbour.charge(charge(method=answer["token"])).reason == "method_unknown"


@pytest.mark.parametrize("answer", [{}, {"token": ""}, {"token": "../ledger"}, {"token": "tm_x"}])
def test_an_invented_token_is_refused(gateway, answer):
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", answer)


def test_a_ready_token_belongs_to_everybody(gateway):
    method = gateway.add_method("C-1", {"token": "tm_3ds"})
    assert (method.type, method.last4) == (CARD, "3155")


def test_a_program_makes_a_method_from_a_number(gateway, api, charge):
    status, made = api("POST", "/methods", {**VISA, "number": "4000000000009995"})
    assert status == 200 and made["method"]["last4"] == "9995"
    outcome = gateway.charge(charge(method=made["method"]["token"]))
    assert outcome.reason == "insufficient_funds"
    assert api("POST", "/methods", {**VISA, "number": "1"})[0] == 422


@pytest.mark.parametrize("target", ["javascript:alert(1)", "/portal", ""])
def test_a_field_leads_back_to_a_web_address_only(api, target):
    asked = {"customer": "C-1", "return_url": target, "kinds": ["card"]}
    assert api("POST", "/fields", asked) == (400, {"error": "invalid"})


def test_the_ledger_holds_no_number(server, gateway, field):
    browse(field.url, VISA)
    with sqlite3.connect(server.ledger) as ledger:
        dump = "\n".join(ledger.iterdump())
    assert "Ada King" in dump
    assert "4242424242424242" not in dump.replace(" ", "")


def test_a_removed_method_is_charged_no_more(gateway, field, charge):
    _, headers, _ = browse(field.url, VISA)
    token = gateway.add_method("C-1", answer_of(headers)).token
    for _ in range(2):
        gateway.remove_method(token)
    assert gateway.charge(charge(method=token)).reason == "method_unknown"


def test_in_a_frame_the_field_tells_the_page_of_the_portal_only(gateway, field):
    in_frame = field.public["frame_url"]
    assert field.sources == {"frame-src": field.public["origin"]}
    _, headers, text = browse(in_frame)
    assert "frame-ancestors http://acme.localhost:8000;" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in browse(field.url)[1]["Content-Security-Policy"]
    assert "in=frame" in re.search(r'action="([^"]+)"', text)[1] and "Cancel" not in text
    status, headers, text = browse(in_frame, VISA)
    assert status == 200 and "script-src 'self'" in headers["Content-Security-Policy"]
    assert 'data-origin="http://acme.localhost:8000"' in text
    token = re.search(r'data-token="([^"]+)"', text)[1]
    assert gateway.add_method("C-1", {"token": token}).last4 == "4242"
