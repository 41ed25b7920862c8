"""The fake answers as Stripe's published document has it, by the library's classes made of it."""

import json
import urllib.request

import pytest
import stripe

from billing.gateways.gateway import Refund
from billing.gateways.stripe.line import API_VERSION
from tests.billing.gateways.stripe.fake import later, numbers, shapes

CLASSES = {
    "payment_intent": stripe.PaymentIntent, "setup_intent": stripe.SetupIntent,
    "customer": stripe.Customer, "payment_method": stripe.PaymentMethod, "refund": stripe.Refund,
    "charge": stripe.Charge, "dispute": stripe.Dispute, "event": stripe.Event,
}


@pytest.fixture
def everything(gateway, charge, enter, ledger):
    """One of each kind at least, in several states."""
    debit = gateway.charge(charge(numbers.BANK, "PA-1"))
    gateway.charge(charge("4000000000009995", "PA-2"))
    gateway.charge(charge("4000002760003184", "PA-3"))
    enter(numbers.MICRO)
    later.settle(ledger, debit.reference)
    gateway.refund(Refund("RF-1", "PA-1", 100, "USD", debit.reference))
    later.dispute(ledger, debit.reference)
    return [*ledger.things.values(), *ledger.events]


def test_the_library_and_the_fake_are_of_the_version_that_is_asked_for():
    assert API_VERSION == shapes.VERSION == stripe.StripeClient("sk_1")._requestor.stripe_version


def optional(hint):
    return "Optional" in str(hint) or "NoneType" in str(hint)


def test_every_kind_is_there(everything):
    assert {thing["object"] for thing in everything} == set(CLASSES)


def test_no_field_is_invented(everything):
    for thing in everything:
        known = set(CLASSES[thing["object"]].__annotations__)
        assert set(thing) <= known, (thing["object"], set(thing) - known)


def test_no_field_that_always_is_there_is_missing(everything):
    for thing in everything:
        hints = CLASSES[thing["object"]].__annotations__
        always = {name for name, hint in hints.items()
                  if not name.startswith("_") and name != "OBJECT_NAME" and not optional(hint)
                  and "ClassVar" not in str(hint)}
        assert always <= set(thing), (thing["object"], always - set(thing))
        assert all(thing[name] is not None for name in always)


def asked(server, there, path):
    headers = {"Authorization": f"Bearer {there.secret_key}"}
    with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=headers)) as told:
        return json.load(told)


def test_lists_and_searches(server, there, everything):
    listed = asked(server, there, "/v1/payment_intents?limit=1")
    assert set(listed) == {"object", "url", "has_more", "data"} and listed["has_more"]
    query = "/v1/payment_intents/search?query=metadata['portico_attempt']:'PA-2'"
    found = asked(server, there, query.replace("'", "%27"))
    assert set(found) == {"object", "url", "has_more", "next_page", "data"}
    assert [each["metadata"]["portico_attempt"] for each in found["data"]] == ["PA-2"]
