"""Charges at Stripe: approved, declined, confirmed at a bank, debited (M7)."""

import dataclasses

import pytest

from billing.gateways.gateway import AttemptReused, Found, Outcome, State
from billing.gateways.reasons import REASONS
from billing.gateways.stripe.client import StripeGateway
from billing.gateways.stripe.declines import REASONS as CODES
from tests.billing.gateways.stripe.fake import later, numbers, shapes
from tests.billing.gateways.stripe.places import BACK

ALWAYS_3DS = "4000002760003184"
CONFIRM = "POST /v1/payment_intents/<key>/confirm"
DECLINED = {
    "4000000000000341": "card_declined",
    "4000000000009995": "insufficient_funds",
    "4000000000009987": "lost_card",
    "4000000000009979": "stolen_card",
    "4000000000000069": "expired_card",
    "4000000000000127": "incorrect_cvc",
    "4000000000000119": "processing_error",
}


def test_a_card_is_charged_at_once(gateway, charge, intents):
    outcome = gateway.charge(charge())
    (intent,) = intents()
    assert outcome == Outcome(State.APPROVED, None, intent["id"], None, 12050)
    assert (intent["amount"], intent["currency"]) == (12050, "usd")


def test_the_order_is_marked_and_pinned(gateway, charge, ledger):
    gateway.charge(charge(metadata={"payment": "PT-7"}))
    told, headers, order = ledger.requests[-1]
    assert told == "POST /v1/payment_intents"
    assert headers["Idempotency-Key"] == "portico:acme:PA-1"
    assert headers["Stripe-Version"] == shapes.VERSION
    assert order["metadata"] == {"payment": "PT-7", "portico_account": "acme",
                                 "portico_attempt": "PA-1"}
    assert order["description"] == "Invoices 1 and 2"


def test_metadata_of_the_caller_cannot_pass_for_our_marks(gateway, charge, ledger):
    gateway.charge(charge(metadata={"portico_attempt": "PA-9", "note": "x" * 900}))
    told = ledger.requests[-1][2]["metadata"]
    assert told["portico_attempt"] == "PA-1" and len(told["note"]) == 500


def test_nothing_of_the_machine_is_reported(gateway, charge, ledger):
    for attempt in ("PA-1", "PA-2"):
        gateway.charge(charge(attempt_id=attempt))
    headers = ledger.requests[-1][1]
    assert "X-Stripe-Client-Telemetry" not in headers
    assert "telemetry_id" not in headers["X-Stripe-Client-User-Agent"]
    assert "platform" not in headers["X-Stripe-Client-User-Agent"]


@pytest.mark.parametrize(("number", "reason"), DECLINED.items())
def test_a_decline_is_told_in_our_words(gateway, charge, intents, number, reason):
    outcome = gateway.charge(charge(number))
    assert outcome == Outcome(State.DECLINED, reason, intents()[0]["id"])
    assert gateway.find("PA-1", outcome.reference).outcome == outcome


def test_every_code_has_words():
    assert set(CODES.values()) <= set(REASONS)


@pytest.mark.parametrize("token", ["", "tm_visa", "cus_1/pm_1", "a/b/c/d", "cus_1//card"])
def test_a_token_of_another_gateway_is_not_sent(gateway, charge, ledger, token):
    order = charge(method=token or "/")
    ledger.requests.clear()
    assert gateway.charge(order) == Outcome(State.DECLINED, "method_unknown")
    assert ledger.requests == []


def test_a_method_of_another_customer_is_not_charged(gateway, charge, enter, ledger):
    mine, yours = enter(customer="C-1").token.split("/"), enter(customer="C-2").token.split("/")
    order = charge(method="/".join((mine[0], *yours[1:])))
    assert gateway.charge(order) == Outcome(State.DECLINED, "method_unknown")
    assert ledger.taken() == 0


def test_the_same_charge_again_takes_nothing_more(gateway, charge, ledger):
    order = charge()
    assert gateway.charge(order) == gateway.charge(order)
    assert ledger.taken() == 12050


def test_a_decline_again_is_the_same_decline(gateway, charge, intents):
    order = charge("4000000000009995")
    assert gateway.charge(order) == gateway.charge(order)
    assert len(intents()) == 1


@pytest.mark.parametrize("other", [{"amount": 1}, {"currency": "EUR"}, {"description": "x"}])
def test_an_id_used_for_another_order_is_refused(gateway, charge, ledger, other):
    order = charge()
    gateway.charge(order)
    with pytest.raises(AttemptReused):
        gateway.charge(dataclasses.replace(order, **other))
    assert ledger.taken() == 12050


def test_tenants_that_share_an_account_share_no_ids(server, credentials, gateway, charge, ledger):
    order = charge()
    neighbour = StripeGateway(credentials, "initech", server.url)
    assert gateway.charge(order).reference != neighbour.charge(order).reference
    assert ledger.taken() == 24100
    assert gateway.find("PA-1").outcome.reference != neighbour.find("PA-1").outcome.reference


@pytest.mark.parametrize(("amount", "currency", "sent"), [
    (500, "JPY", "500"), (500, "ISK", "50000"), (1000, "RSD", "100000"), (5120, "KWD", "5120"),
    (100, "EUR", "100"), (250, "HUF", "250"),
])
def test_amounts_are_what_stripe_counts(gateway, charge, ledger, amount, currency, sent):
    outcome = gateway.charge(charge(amount=amount, currency=currency))
    assert ledger.requests[-1][2]["amount"] == sent
    assert (outcome.state, outcome.amount) == (State.APPROVED, amount)


@pytest.mark.parametrize(("amount", "currency"), [(5124, "KWD"), (500, "UGX")])
def test_an_amount_that_stripe_cannot_take_is_not_sent(gateway, charge, intents, amount, currency):
    outcome = gateway.charge(charge(amount=amount, currency=currency))
    assert outcome == Outcome(State.NOT_SENT, "refused")
    assert intents() == []


def test_an_order_that_stripe_finds_wrong_was_not_carried_out(gateway, charge, intents):
    assert gateway.charge(charge(amount=49)) == Outcome(State.NOT_SENT, "refused")
    assert intents() == []


@pytest.mark.parametrize(("number", "name"), [
    (numbers.VISA, "statement_descriptor_suffix"), (numbers.BANK, "statement_descriptor"),
])
def test_what_stands_on_the_statement(server, credentials, charge, intents, number, name):
    named = dataclasses.replace(credentials, statement_descriptor="ACME CLOUD")
    gateway = StripeGateway(named, "acme", server.url)
    assert gateway.charge(charge(number)).state in (State.APPROVED, State.PROCESSING)
    assert intents()[0][name] == "ACME CLOUD"


@pytest.mark.parametrize(("confirmed", "state", "reason"), [
    (True, State.APPROVED, None), (False, State.DECLINED, "authentication_failed"),
])
def test_three_d_secure(gateway, charge, ledger, confirmed, state, reason):
    outcome = gateway.charge(charge(ALWAYS_3DS))
    assert outcome.state is State.ACTION_REQUIRED
    assert outcome.action_url.startswith("https://hooks.stripe.com/")
    assert ledger.things[outcome.reference]["next_action"]["redirect_to_url"]["return_url"] == BACK
    assert gateway.find("PA-1").outcome == outcome
    later.authenticate(ledger, outcome.reference, confirmed)
    found = gateway.find("PA-1").outcome
    assert (found.state, found.reason) == (state, reason)


def test_a_confirmed_card_may_still_decline(gateway, charge, ledger):
    outcome = gateway.charge(charge(numbers.SHORT_OF_FUNDS))
    later.authenticate(ledger, outcome.reference, True)
    assert gateway.find("PA-1").outcome.reason == "insufficient_funds"


def test_autopay_is_off_session(gateway, charge, ledger):
    assert gateway.charge(charge(payer_present=False)).state is State.APPROVED
    order = ledger.requests[-1][2]
    assert order["off_session"] == "true" and "return_url" not in order


def test_autopay_that_needs_the_payer_leads_to_their_bank(gateway, charge, intents, ledger):
    outcome = gateway.charge(charge(ALWAYS_3DS, payer_present=False))
    (intent,) = intents()
    assert (outcome.state, outcome.reference) == (State.ACTION_REQUIRED, intent["id"])
    assert outcome.action_url and ledger.taken() == 0
    later.authenticate(ledger, intent["id"], True)
    assert gateway.find("PA-1").outcome.state is State.APPROVED
    assert ledger.taken() == 12050


def test_autopay_that_needs_the_payer_and_cannot_lead_back_declines(gateway, charge, ledger):
    outcome = gateway.charge(charge(ALWAYS_3DS, payer_present=False, return_url=None))
    assert (outcome.state, outcome.reason) == (State.DECLINED, "authentication_failed")


@pytest.mark.parametrize("when", ["before", "after"])
def test_autopay_whose_second_call_is_cut_is_unknown_until_it_is_certain(
        gateway, charge, fault, when):
    fault("cut", when, CONFIRM)
    outcome = gateway.charge(charge(ALWAYS_3DS, payer_present=False))
    assert outcome.state is State.UNKNOWN and outcome.reference
    found = gateway.find("PA-1", outcome.reference)
    if when == "after":
        assert found.outcome.state is State.ACTION_REQUIRED
    else:
        assert found.state is Found.UNKNOWN


def test_a_bank_debit_is_processing_until_it_is_paid(gateway, charge, ledger):
    outcome = gateway.charge(charge(numbers.BANK))
    assert (outcome.state, outcome.amount) == (State.PROCESSING, 12050)
    assert gateway.find("PA-1").outcome == outcome
    later.settle(ledger, outcome.reference)
    assert gateway.find("PA-1").outcome == dataclasses.replace(outcome, state=State.APPROVED)


@pytest.mark.parametrize(("number", "reason"), numbers.RETURNED.items())
def test_a_bank_debit_that_comes_back(gateway, charge, ledger, number, reason):
    outcome = gateway.charge(charge(number))
    later.settle(ledger, outcome.reference)
    found = gateway.find("PA-1").outcome
    assert (found.state, found.reason) == (State.DECLINED, reason)
    assert ledger.taken() == 0
