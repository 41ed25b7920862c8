"""Saving methods with Stripe's own field (M3, security C11)."""

import pytest

from billing.gateways.gateway import BANK_ACCOUNT, CARD, Method, MethodRefused, Unreachable
from billing.gateways.stripe.client import StripeGateway
from config import clock
from tests.billing.gateways.stripe.fake import numbers, setups
from tests.billing.gateways.stripe.places import BACK


@pytest.fixture
def field(gateway):
    return gateway.open_field("C-1", BACK)


def answer_of(ledger, field, number):
    setup = setups.entered(ledger, field.public["client_secret"], number)
    return {"setup_intent": setup["id"], "redirect_status": "succeeded"}


def test_the_field_is_stripes_own_script(field, there):
    assert (field.mode, field.url) == ("script", "https://js.stripe.com/endive/stripe.js")
    assert set(field.public) == {"client_secret", "publishable_key", "return_url", "setup_intent"}
    assert field.public["publishable_key"] == there.publishable_key
    assert field.public["return_url"] == BACK


def test_nothing_secret_is_public(field, there, credentials):
    told = str(field)
    assert there.secret_key not in told and credentials.webhook_secret not in told


def test_a_card(gateway, ledger, field):
    method = gateway.add_method("C-1", answer_of(ledger, field, numbers.VISA))
    assert method == Method(method.token, CARD, "Visa", "4242", "2039-04", "Ada King")
    customer, payment_method, type = method.token.split("/")
    assert ledger.things[payment_method]["customer"] == customer and type == "card"


def test_a_brand_by_its_name(gateway, ledger, field):
    method = gateway.add_method("C-1", answer_of(ledger, field, numbers.AMEX))
    assert method.brand == "American Express"


def test_a_bank_account_that_was_verified_at_once(gateway, ledger, field):
    method = gateway.add_method("C-1", answer_of(ledger, field, numbers.BANK))
    assert method == Method(
        method.token, BANK_ACCOUNT, "STRIPE TEST BANK", "6789", "", "Ada King")


def test_a_bank_account_waits_for_its_micro_deposit(gateway, ledger, field):
    answer = answer_of(ledger, field, numbers.MICRO)
    pending = gateway.add_method("C-1", answer)
    assert pending.status == "Pending"
    setups.finished(ledger, ledger.things[answer["setup_intent"]])
    active = gateway.add_method("C-1", answer)
    assert (active.status, active.token) == ("Active", pending.token)


@pytest.mark.parametrize(("kinds", "types"), [
    ([CARD], ["card"]), ([BANK_ACCOUNT], ["us_bank_account"]),
    ([CARD, BANK_ACCOUNT], ["card", "us_bank_account"]),
])
def test_only_the_kinds_that_the_tenant_allows(gateway, ledger, kinds, types):
    field = gateway.open_field("C-1", BACK, kinds)
    setup = ledger.things[field.public["setup_intent"]]
    assert setup["payment_method_types"] == types and setup["usage"] == "off_session"


def test_nobody_saves_the_method_that_another_entered(server, credentials, gateway, ledger, field):
    answer = answer_of(ledger, field, numbers.VISA)
    neighbour = StripeGateway(credentials, "initech", server.url)
    for who, customer in ((gateway, "C-2"), (neighbour, "C-1")):
        with pytest.raises(MethodRefused) as refused:
            who.add_method(customer, answer)
        assert refused.value.reason == "method_unknown"


@pytest.mark.parametrize("answer", [
    {}, {"setup_intent": ""}, {"setup_intent": "seti_unknown"}, {"setup_intent": "../refunds"},
    {"setup_intent": "pi_1"}, {"token": "tm_visa"}, {"setup_intent": "seti_1?expand=x"},
])
def test_an_invented_answer_is_refused(gateway, answer):
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", answer)


def test_a_field_left_empty_saves_nothing(gateway, field):
    with pytest.raises(MethodRefused):
        gateway.add_method("C-1", {"setup_intent": field.public["setup_intent"]})


def test_a_card_that_its_bank_refuses_is_told(gateway, ledger, field):
    with pytest.raises(MethodRefused) as refused:
        gateway.add_method("C-1", answer_of(ledger, field, numbers.REFUSED_AT_ONCE))
    assert refused.value.reason == "card_declined"


def test_a_card_not_confirmed_at_its_bank_is_told(gateway, ledger, field):
    answer = answer_of(ledger, field, numbers.VISA)
    ledger.things[answer["setup_intent"]] |= {
        "status": "requires_action", "next_action": {"type": "redirect_to_url"}}
    with pytest.raises(MethodRefused) as refused:
        gateway.add_method("C-1", answer)
    assert refused.value.reason == "authentication_failed"


def test_one_customer_at_stripe_for_one_of_ours(gateway, ledger):
    ledger.lag = 60
    for customer in ("C-1", "C-1", "C-2"):
        gateway.open_field(customer, BACK)
    assert len(ledger.all("customer")) == 2
    with clock.travelled(hours=25):
        gateway.open_field("C-1", BACK)
    assert len(ledger.all("customer")) == 2


def test_without_search_there_are_fields_all_the_same(gateway, ledger):
    ledger.searchable = False
    assert gateway.open_field("C-1", BACK).public["client_secret"]


@pytest.mark.parametrize("trouble", ["cut", "error", "garbled"])
def test_no_answer_is_told(gateway, ledger, field, fault, trouble):
    fault(trouble, operation="POST /v1/setup_intents")
    with pytest.raises(Unreachable):
        gateway.open_field("C-1", BACK)
    fault(trouble, operation="GET /v1/setup_intents/<key>")
    answer = answer_of(ledger, field, numbers.VISA)
    with pytest.raises(Unreachable):
        gateway.add_method("C-1", answer)
    assert gateway.add_method("C-1", answer).last4 == "4242"


def test_a_removed_method_is_detached_and_charged_no_more(gateway, ledger, enter, charge):
    token = enter().token
    for _ in range(2):
        gateway.remove_method(token)
    assert ledger.things[token.split("/")[1]]["customer"] is None
    gateway.remove_method("no token of Stripe's")


def test_a_removal_that_is_not_answered_is_told(gateway, enter, fault):
    token = enter().token
    fault("cut", operation="POST /v1/payment_methods/<key>/detach")
    with pytest.raises(Unreachable):
        gateway.remove_method(token)
