"""Stripe's webhooks: genuine or not, and what they are about (M8, security C10)."""

import json
import time

import pytest
from werkzeug.datastructures import Headers

from billing.gateways.gateway import Event, NotGenuine, Refund, Unreachable
from billing.gateways.reasons import WON
from billing.gateways.stripe import events
from billing.gateways.stripe.client import StripeGateway
from billing.gateways.stripe.credentials import Credentials
from tests.billing.gateways.stripe.fake import later, numbers
from tests.billing.gateways.stripe.fake.running import SECRET, webhook


@pytest.fixture
def paid(gateway, charge):
    return gateway.charge(charge())


def last(ledger):
    return ledger.events[-1]


def test_a_payment(gateway, paid, ledger):
    event = last(ledger)
    assert event["type"] == "payment_intent.succeeded"
    assert gateway.read_event(*webhook(event)) == Event(
        event["id"], "attempt", "PA-1", paid.reference)


def test_a_decline_and_a_returned_debit(gateway, charge, ledger):
    gateway.charge(charge("4000000000000341"))
    assert gateway.read_event(*webhook(last(ledger))).attempt_id == "PA-1"
    debit = gateway.charge(charge("000111111113", "PA-2"))
    later.settle(ledger, debit.reference)
    assert gateway.read_event(*webhook(last(ledger))).attempt_id == "PA-2"


def test_a_refund_names_its_payment(gateway, paid, ledger):
    gateway.refund(Refund("RF-1", "PA-1", 100, "USD", paid.reference))
    event = last(ledger)
    read = gateway.read_event(*webhook(event))
    assert read == Event(event["id"], "attempt", "RF-1", paid.reference)
    assert gateway.find(read.attempt_id, read.reference).outcome.amount == 100


@pytest.mark.parametrize(("status", "kind"), [
    ("needs_response", "charge_back"), ("lost", "charge_back"), ("won", "charge_back"),
    ("warning_needs_response", "other"), ("warning_closed", "other"), ("prevented", "other"),
])
def test_a_dispute(gateway, paid, ledger, status, kind):
    later.dispute(ledger, paid.reference, status=status)
    event = last(ledger)
    why = WON if status == "won" else None
    assert gateway.read_event(*webhook(event)) == Event(
        event["id"], kind, None, paid.reference, why)


@pytest.mark.parametrize(("statuses", "taken"), [
    ([], None), (["needs_response"], True), (["lost"], True), (["won"], False),
    (["won", "appeal_under_review"], True), (["warning_closed"], None),
    (["prevented", "won"], False),
])
def test_where_the_money_of_a_dispute_is(gateway, charge, ledger, paid, statuses, taken):
    other = gateway.charge(charge(attempt_id="PA-2"))
    later.dispute(ledger, other.reference, status="lost")
    for status in statuses:
        later.dispute(ledger, paid.reference, status=status)
    assert gateway.taken_back("PA-1", paid.reference) is taken


def test_what_is_not_told_of_a_dispute_is_asked_for_again(server, there, gateway, paid, fault):
    fault("error", operation="GET /v1/disputes")
    with pytest.raises(Unreachable):
        gateway.taken_back("PA-1", paid.reference)
    narrow = Credentials(there.restricted_key, there.publishable_key, SECRET)
    assert StripeGateway(narrow, "acme", server.url).taken_back("PA-1", paid.reference) is None


def test_a_method(gateway, enter, ledger):
    enter()
    event = last(ledger)
    assert event["type"] == "setup_intent.succeeded"
    told = gateway.read_event(*webhook(event))
    assert (told.kind, told.reference) == ("method", event["data"]["object"]["id"])


def test_what_is_not_ours_means_nothing(server, credentials, gateway, paid, ledger):
    neighbour = StripeGateway(credentials, "initech", server.url)
    read = neighbour.read_event(*webhook(last(ledger)))
    assert (read.kind, read.attempt_id) == ("other", None)
    foreign = last(ledger) | {"data": {"object": {"object": "payment_intent", "id": "pi_9",
                                                  "metadata": {"portico_attempt": "PA-1"}}}}
    assert gateway.read_event(*webhook(foreign)).kind == "other"
    for thing in ({"object": "payout", "id": "po_1"}, {}, None):
        assert gateway.read_event(*webhook({"id": "evt_1", "data": {"object": thing}})) \
            .kind == "other"


def test_the_same_event_is_the_same(gateway, paid, ledger):
    assert gateway.read_event(*webhook(last(ledger))) == gateway.read_event(*webhook(last(ledger)))


def test_any_case_of_the_header(gateway, paid, ledger):
    body, headers = webhook(last(ledger))
    shouted = Headers({name.upper(): value for name, value in headers.items()})
    assert gateway.read_event(body, shouted).attempt_id == "PA-1"


def test_a_wrong_secret_or_none(gateway, paid, ledger):
    body, headers = webhook(last(ledger), "whsec_ofsomebodyelse")
    for told in (headers, {}, {"Stripe-Signature": ""}, {"Stripe-Signature": "t=1,v1=ä"},
                 {"Stripe-Signature": "nonsense"}, {"Stripe-Signature": "t=x,v1=y"}):
        with pytest.raises(NotGenuine):
            gateway.read_event(body, told)


@pytest.mark.parametrize("change", [
    lambda body: body.replace(b"PA-1", b"PA-2"), lambda body: body + b" ", lambda body: b"",
    lambda body: b"\xff" + body,
])
def test_a_changed_body(gateway, paid, ledger, change):
    body, headers = webhook(last(ledger))
    with pytest.raises(NotGenuine):
        gateway.read_event(change(body), headers)


def test_an_old_one_sent_again(gateway, paid, ledger):
    now = time.time()
    assert gateway.read_event(*webhook(last(ledger), at=now - events.TOLERANCE + 30))
    with pytest.raises(NotGenuine):
        gateway.read_event(*webhook(last(ledger), at=now - events.TOLERANCE - 30))


def test_while_the_secret_is_rolled_either_signature_does(gateway, paid, ledger):
    now = time.time()
    body, old = webhook(last(ledger), "whsec_theoldone", now)
    _, new = webhook(last(ledger), SECRET, now)
    both = old["Stripe-Signature"] + "," + new["Stripe-Signature"].partition(",")[2]
    assert gateway.read_event(body, {"Stripe-Signature": both}).attempt_id == "PA-1"


@pytest.mark.parametrize("content", [[], "text", {}, {"data": 1}, {"id": "evt_1", "data": {
    "object": "text"}}, {"data": {"object": {}}}, {"id": "evt_1", "data": {"object": {
        "object": "dispute"}}}], ids=json.dumps)
def test_signed_nonsense(gateway, content):
    with pytest.raises(NotGenuine):
        gateway.read_event(*webhook(content))


def test_all_types_that_are_asked_for_have_a_kind(gateway, charge, ledger):
    later.settle(ledger, gateway.charge(charge(numbers.BANK)).reference)
    assert {event["type"] for event in ledger.events} <= set(events.TYPES)
    known = ("payment_intent.", "refund.", "charge.dispute.", "setup_intent.", "payment_method.")
    assert all(type.startswith(known) for type in events.TYPES)
