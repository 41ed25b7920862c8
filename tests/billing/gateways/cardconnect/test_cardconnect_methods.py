"""Saved methods and the frame in which they are entered (M3)."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from billing.gateways.cardconnect.client import CardConnectGateway
from billing.gateways.cardconnect.credentials import Credentials
from billing.gateways.gateway import (
    BANK_ACCOUNT,
    CARD,
    Method,
    MethodRefused,
    State,
    Unreachable,
)
from config import clock
from tests.billing.gateways.cardconnect.conftest import DEBIT, GIVEN, KEY, NOW, VISA

BACK = "http://acme.localhost:8000/portal/methods/new"
ORIGIN = "https://fts-uat.cardconnect.com"


def parameters(url):
    return {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}


def test_the_field_is_a_frame_of_the_gateways_own_origin():
    gateway = CardConnectGateway(Credentials.of(GIVEN), "7", KEY)
    field = gateway.open_field("C-1", BACK)
    assert (field.mode, field.public["origin"]) == ("frame", ORIGIN)
    assert field.url == field.public["card_url"]
    page = f"{ORIGIN}/itoke/ajax-tokenizer.html?"
    assert all(field.public[each].startswith(page) for each in ("card_url", "bank_url"))


def test_in_tests_the_frame_is_where_the_fake_is(gateway, house):
    field = gateway.open_field("C-1", BACK)
    assert field.public["origin"] == house[0] and field.url.startswith(f"{house[0]}/itoke/")


def test_the_frame_of_a_card_asks_for_its_expiry_but_not_its_code(gateway):
    asked = parameters(gateway.open_field("C-1", BACK, [CARD]).url)
    assert asked["useexpiry"] == asked["unique"] == asked["tokenizewheninactive"] == "true"
    assert "usecvv" not in asked


def test_the_code_is_asked_for_where_it_is_used_at_once(build):
    asked = parameters(build(verify="on").open_field("C-1", BACK).url)
    assert asked["usecvv"] == asked["invalidcvvevent"] == "true"


def test_the_frame_of_a_bank_account_takes_a_slash_and_no_expiry(gateway):
    field = gateway.open_field("C-1", BACK, [BANK_ACCOUNT])
    assert field.url == field.public["bank_url"] and "card_url" not in field.public
    asked = parameters(field.url)
    assert asked["fullmobilekeyboard"] == "true" and "useexpiry" not in asked


@pytest.mark.parametrize(
    ("number", "brand"),
    [(VISA, "Visa"), ("5111006200620062", "Mastercard"), ("378282246310005", "American Express"),
     ("6011000995500000", "Discover")],
)
def test_a_card_is_saved_and_can_be_charged(gateway, enter, charge, number, brand):
    method = gateway.add_method("C-1", enter(number))
    assert method == Method(method.token, CARD, brand, number[-4:], "2035-12", "Ada King")
    assert gateway.charge(charge(method=method.token)).state is State.APPROVED


@pytest.mark.parametrize(("kind", "brand"), [("checking", "Checking"), ("savings", "Savings")])
def test_a_bank_account_is_saved_and_can_be_charged(gateway, enter, charge, kind, brand):
    method = gateway.add_method("C-1", enter(DEBIT, account_type=kind))
    assert method == Method(method.token, BANK_ACCOUNT, brand, "3123", "", "Ada King")
    assert gateway.charge(charge(method=method.token)).state is State.PROCESSING


def test_what_is_sent(gateway, enter, asked):
    answer = enter(postal="55555-1234")
    gateway.add_method("C-1", answer)
    assert asked("profile") == [{
        "merchid": "496160873888", "account": answer["token"], "expiry": "1235",
        "cofpermission": "y", "name": "Ada King", "postal": "555551234",
    }]
    assert asked("auth") == []


def test_a_token_entered_for_another_customer_is_refused(gateway, enter, fake):
    answer = enter(customer="C-2")
    fake.calls.clear()
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", answer)
    assert fake.calls == []
    assert gateway.add_method("C-2", answer)


def test_a_token_entered_at_another_tenant_is_refused(build, enter):
    with pytest.raises(MethodRefused):
        build(account="8").add_method("C-1", enter())


@pytest.mark.parametrize("ticket", ["", "x", "=", "é", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_an_invented_ticket_is_refused(gateway, enter, ticket):
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", enter(ticket=ticket))


def test_a_changed_ticket_is_refused(gateway, enter):
    answer = enter()
    changed = ("B" if answer["ticket"][0] == "A" else "A") + answer["ticket"][1:]
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", {**answer, "ticket": changed})


def test_a_ticket_is_good_for_an_hour(gateway, enter):
    answer = enter()
    with clock.frozen(NOW + timedelta(minutes=60)):
        assert gateway.add_method("C-1", answer)
    with clock.frozen(NOW + timedelta(minutes=61)), pytest.raises(MethodRefused):
        gateway.add_method("C-1", answer)


def test_only_the_kinds_that_the_tenant_allows(gateway, enter):
    cards_only = gateway.open_field("C-1", BACK, [CARD]).public["ticket"]
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", enter(DEBIT, ticket=cards_only))
    assert gateway.add_method("C-1", enter(ticket=cards_only))


@pytest.mark.parametrize("token", [VISA, "4111 1111 1111 1111", "", "9", "9" * 20, "../auth", "x"])
def test_what_is_no_token_goes_nowhere(gateway, enter, fake, token):
    answer = enter(token=token)
    fake.calls.clear()
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", answer)
    assert fake.calls == []


@pytest.mark.parametrize("expiry", ["202603", "203512", "0326", "03/26", "1235"])
def test_expiries_as_the_frame_and_people_write_them(gateway, enter, expiry):
    assert gateway.add_method("C-1", enter(expiry=expiry)).expiry in ("2026-03", "2035-12")


@pytest.mark.parametrize("expiry", ["202602", "0226", "1399", "", "soon", "2035-12", "20351"])
def test_a_card_that_is_over_or_of_no_month_is_refused(gateway, enter, expiry):
    with pytest.raises(MethodRefused) as refused:
        gateway.add_method("C-1", enter(expiry=expiry))
    assert refused.value.reason == "expired_card"


def test_an_invented_token_is_refused(gateway, enter):
    with pytest.raises(MethodRefused) as refused:
        gateway.add_method("C-1", enter(token="9411111111111111"))
    assert refused.value.reason == "method_unknown"


@pytest.mark.parametrize("place", ["name", "postal", "phone"])
def test_a_number_typed_into_another_input_goes_nowhere(gateway, enter, asked, place):
    method = gateway.add_method("C-1", enter(**{place: "Ada 4111-1111 1111 1111"}))
    assert place not in asked("profile")[0]
    assert method.account_holder_name == ("" if place == "name" else "Ada King")


@pytest.mark.parametrize("number", ["4111.1111.1111.1111", "\uff14" + "\uff11" * 15, "\u2463" * 16])
def test_a_number_in_other_guises_is_no_name(gateway, enter, asked, number):
    assert gateway.add_method("C-1", enter(name=f"Ada {number}")).account_holder_name == ""
    assert "name" not in asked("profile")[0]


def test_names_are_sent_in_ascii_and_kept_as_typed(gateway, enter, asked):
    method = gateway.add_method("C-1", enter(name=" Jos\u00e9 Mu\u00f1oz\x00 "))
    assert method.account_holder_name == "Jos\u00e9 Mu\u00f1oz"
    assert asked("profile")[0]["name"] == "Jose Munoz"


def test_debits_come_with_a_phone_number(gateway, enter, asked):
    gateway.add_method("C-1", enter(DEBIT, phone="+1 (555) 010-9999"))
    assert asked("profile")[0]["phone"] == "15550109999"


def test_the_same_answer_again_is_the_same_method(gateway, enter, fake):
    answer = enter()
    assert gateway.add_method("C-1", answer) == gateway.add_method("C-1", answer)
    assert len(fake.book.profiles) == 1


def test_two_customers_with_one_card_have_a_profile_each(gateway, enter):
    methods = [gateway.add_method(each, enter(customer=each)) for each in ("C-1", "C-2")]
    assert len({each.token for each in methods}) == 2
    assert {each.last4 for each in methods} == {"1111"}


class TestTrial:
    """Where cards are tried before they are saved."""

    @pytest.fixture
    def gateway(self, build):
        return build(verify="on")

    def test_for_nothing_and_as_the_first_of_a_kept_card(self, gateway, enter, asked, fake):
        gateway.add_method("C-1", enter())
        (sent,) = asked("auth")
        assert (sent["amount"], sent["cof"], sent["ecomind"]) == ("0", "C", "E")
        assert "capture" not in sent and fake.book.taken() == 0

    def test_a_wrong_code_is_refused_though_the_bank_approves(self, gateway, enter, fake):
        fake.cvvresp = "N"
        with pytest.raises(MethodRefused) as refused:
            gateway.add_method("C-1", enter())
        assert refused.value.reason == "incorrect_cvc"
        assert fake.book.profiles == {}

    @pytest.mark.parametrize("cvvresp", ["M", "P", "S", "U", "X", ""])
    def test_a_code_that_nobody_compared_is_no_reason(self, gateway, enter, fake, cvvresp):
        fake.cvvresp = cvvresp
        assert gateway.add_method("C-1", enter())

    def test_an_address_that_does_not_fit_is_the_gateways_to_refuse(
            self, gateway, enter, fake, monkeypatch):
        mismatch = {"respproc": "PPS", "respcode": "101", "respstat": "C", "resptext": "AVS"}
        monkeypatch.setattr(fake, "auth", lambda **_: mismatch)
        with pytest.raises(MethodRefused):
            gateway.add_method("C-1", enter())
        assert fake.book.profiles == {}

    def test_a_bank_account_is_not_tried(self, gateway, enter, asked):
        assert gateway.add_method("C-1", enter(DEBIT))
        assert asked("auth") == []


def test_a_removed_method_is_forgotten(gateway, saved, fake, asked, trouble):
    token = saved()
    trouble("forget", "cut")
    with pytest.raises(Unreachable):
        gateway.remove_method(token)
    for _ in range(2):
        gateway.remove_method(token)
    assert fake.book.profiles == {}
    assert asked("forget")[0] == {"profileid": token.split("/")[0], "acctid": "1",
                                  "merchid": "496160873888"}
    gateway.remove_method("no token of CardConnect's")
