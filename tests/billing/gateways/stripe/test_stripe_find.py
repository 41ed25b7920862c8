"""What became of an order at Stripe, and when “not found” is final (security C8, C9)."""

from datetime import UTC, datetime, timedelta

import pytest

from billing.gateways.gateway import Finding, Found, Refund, State, Void
from billing.gateways.stripe import traces
from billing.gateways.stripe.client import StripeGateway
from config import clock
from tests.billing.gateways.stripe.fake import later

NOT_FOUND, UNKNOWN = Finding(Found.NOT_FOUND), Finding(Found.UNKNOWN)
SEARCH, LIST = "GET /v1/payment_intents/search", "GET /v1/payment_intents"


def asked(ledger):
    return [told for told, _, _ in ledger.requests]


def test_nothing_is_there_before_anything_was_sent(gateway):
    assert gateway.find("PA-1") == NOT_FOUND


def test_a_reference_is_asked_for_directly(gateway, charge, ledger):
    outcome = gateway.charge(charge())
    ledger.requests.clear()
    assert gateway.find("PA-1", outcome.reference) == Finding(Found.FOUND, outcome)
    assert asked(ledger) == ["GET /v1/payment_intents/<key>"]


def test_a_reference_of_another_order_proves_nothing(gateway, charge):
    outcome = gateway.charge(charge())
    assert gateway.find("PA-2", outcome.reference) == NOT_FOUND


def test_a_reference_that_stripe_does_not_know_leaves_it_open(gateway):
    assert gateway.find("PA-1", "pi_unknown") == UNKNOWN


def test_what_search_does_not_have_yet_is_in_the_list(gateway, charge, ledger):
    ledger.lag = 3600
    outcome = gateway.charge(charge())
    assert gateway.find("PA-1").outcome == outcome
    assert asked(ledger)[-3:] == [SEARCH, LIST, "GET /v1/payment_intents/<key>"]


def test_what_is_too_old_for_the_list_is_in_search(gateway, charge, ledger):
    outcome = gateway.charge(charge())
    ledger.things[outcome.reference]["created"] -= 86400
    assert gateway.find("PA-1").outcome == outcome
    ledger.searchable = False
    assert gateway.find("PA-1") == UNKNOWN


def test_search_covers_what_the_list_does_not_before_not_found_can_be_final(gateway):
    """Whatever the age, one of the two has it: search from an hour on, the list up to three."""
    assert timedelta(hours=1) < gateway.time_out_window < traces.LATELY


def test_without_search_the_list_still_finds(gateway, charge, ledger):
    ledger.searchable = False
    outcome = gateway.charge(charge())
    assert gateway.find("PA-1").outcome == outcome
    assert gateway.find("PA-2") == UNKNOWN


@pytest.mark.parametrize("operation", [SEARCH, LIST, "GET /v1/refunds"])
@pytest.mark.parametrize("trouble", ["cut", "error", "garbled"])
def test_not_found_takes_every_answer(gateway, fault, trouble, operation):
    fault(trouble, operation=operation)
    assert gateway.find("PA-1") == UNKNOWN
    assert gateway.find("PA-1") == NOT_FOUND


def test_a_list_too_long_to_read_leaves_it_open(gateway, charge, ledger, monkeypatch):
    monkeypatch.setattr(traces, "MOST", 2)
    for number in range(3):
        gateway.charge(charge(attempt_id=f"PA-{number}"))
    ledger.lag = 3600
    assert gateway.find("PA-9") == UNKNOWN


def test_a_long_list_is_read_page_after_page(gateway, charge, ledger):
    method = charge().method
    for number in range(120):
        gateway.charge(charge(attempt_id=f"PA-{number}", method=method))
    ledger.lag = 3600
    ledger.requests.clear()
    assert gateway.find("PA-0").state is Found.FOUND
    assert asked(ledger).count(LIST) == 2


def test_search_is_told_by_case_and_we_are_not(gateway, charge):
    gateway.charge(charge(attempt_id="pa-1"))
    assert gateway.find("PA-1") == NOT_FOUND
    assert gateway.find("pa-1").state is Found.FOUND


def test_how_it_stands_now_is_told_and_not_what_search_remembers(gateway, charge, ledger):
    outcome = gateway.charge(charge("000123456789"))
    later.settle(ledger, outcome.reference)
    assert gateway.find("PA-1").outcome.state is State.APPROVED


def test_another_tenant_finds_nothing(server, credentials, gateway, charge):
    outcome = gateway.charge(charge())
    neighbour = StripeGateway(credentials, "initech", server.url)
    assert neighbour.find("PA-1") == NOT_FOUND
    assert neighbour.find("PA-1", outcome.reference) == NOT_FOUND


def test_refunds_and_voids_are_found_too(gateway, charge):
    paid = gateway.charge(charge())
    back = gateway.refund(Refund("RF-1", "PA-1", 100, "USD", paid.reference))
    open_one = gateway.charge(charge("4000002760003184", "PA-2"))
    gone = gateway.void(Void("VO-1", "PA-2", open_one.reference))
    for reference in (None, paid.reference, back.reference):
        assert gateway.find("RF-1", reference).outcome == back
    for reference in (None, open_one.reference):
        assert gateway.find("VO-1", reference).outcome == gone


def test_an_attempt_that_was_only_begun_is_unknown(gateway, charge, ledger):
    outcome = gateway.charge(charge())
    ledger.things[outcome.reference] |= {"status": "requires_confirmation"}
    assert gateway.find("PA-1").state is Found.UNKNOWN


def test_a_decline_for_want_of_the_payer_is_final_when_no_second_call_can_come(gateway, charge):
    gateway.charge(charge("4000002760003184", payer_present=False, return_url=None))
    assert gateway.find("PA-1").state is Found.UNKNOWN
    with clock.travelled(minutes=11):
        found = gateway.find("PA-1")
    assert (found.outcome.state, found.outcome.reason) == (State.DECLINED, "authentication_failed")


def test_not_found_is_final_only_after_the_window(gateway):
    sent_at = datetime(2026, 3, 1, tzinfo=UTC)
    window = gateway.time_out_window
    assert not gateway.never_arrived(NOT_FOUND, sent_at, sent_at + window)
    assert gateway.never_arrived(NOT_FOUND, sent_at, sent_at + window + timedelta(seconds=1))
    assert not gateway.never_arrived(UNKNOWN, sent_at, sent_at + timedelta(days=9))
