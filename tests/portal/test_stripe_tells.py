"""What Stripe tells of saved methods is followed; its letters are kept, and doubted (M3, M8)."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.ledger.gateway_account import GatewayAccount
from billing.ledger.method_errand import MethodErrand
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.webhook_event import WebhookEvent
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests.billing.gateways.stripe.fake import numbers, setups, shapes
from tests.billing.gateways.stripe.fake.running import webhook
from tests.setup.pages import text
from workers import methods, webhooks

NEW = "/portal/account/payment-methods/new"


@pytest.fixture
def card(jane, stripe):
    """Stripe's payment method behind the card that Jane has saved as PM-1001."""
    secret = re.search(r'data-client-secret="([^"]+)"', jane.get(NEW).text)[1]
    setup = setups.entered(stripe.ledger, secret, numbers.VISA)
    assert jane.post(NEW, {"setup_intent": setup["id"]}).status_code == 303
    return stripe.ledger.things[setup["payment_method"]]


def bring(visitor, event, **signed):
    body, headers = webhook(event, **signed)
    return visitor.client.post("/webhooks/stripe", base_url=visitor.base, data=body,
                               headers=headers).status_code


def tell(cast, visitor, type, thing):
    """Stripe tells it, and workers act on it."""
    assert bring(visitor, shapes.event(type, dict(thing))) == 204
    with cast.within():
        events = db.session.scalars(select(WebhookEvent.webhook_event_id)).all()
    for key in events:
        with cast.app.app_context():
            webhooks.act(cast.acme, str(key))
    with cast.within():
        errands = db.session.scalars(select(MethodErrand.errand_id)).all()
    for key in errands:
        with cast.app.app_context():
            methods.run(cast.acme, str(key))


def saved(cast):
    with cast.within():
        method = db.session.get_one(PaymentMethod, (cast.acme, "PM-1001"))
        return method.last4, method.expiry, method.status


def test_a_card_that_was_issued_anew_is_known_by_its_new_number_and_expiry(cast, visit, card):
    assert saved(cast) == ("4242", "2039-04", "Active")
    card["card"] |= {"last4": "1881", "exp_year": 2044, "exp_month": 11}
    tell(cast, visit("acme"), "payment_method.automatically_updated", card)
    assert saved(cast) == ("1881", "2044-11", "Active")


def test_a_card_that_was_detached_at_stripe_is_nothing_to_pay_with(cast, visit, card):
    card["customer"] = None
    tell(cast, visit("acme"), "payment_method.detached", card)
    assert saved(cast)[2] == "Deleted"


def test_what_stripe_tells_of_another_shop_changes_nothing(cast, visit, card):
    tell(cast, visit("acme"), "payment_method.detached", card | {"id": "pm_elsewhere"})
    assert saved(cast)[2] == "Active"


def test_a_letter_is_kept_as_it_came_under_the_installations_key(cast, visit, card, monkeypatch):
    event = shapes.event("payout.paid", {"object": "payout", "note": "für Ada " + "x" * 70_000})
    assert bring(visit("acme"), event) == 204
    with cast.within():
        kept = db.session.scalars(select(WebhookEvent)).one()
        body, headers = webhook(event)
        assert kept.letter["body"] == body[:65_536].decode() and kept.letter["bytes"] == len(body)
        assert kept.letter["headers"].keys() == {"Stripe-Signature"}
        assert b"payout" not in kept.sealed
        monkeypatch.setitem(cast.app.config, "CREDENTIAL_KEYS",
                            f"new,{cast.app.config['CREDENTIAL_KEYS']}")
        assert (WebhookEvent.relock(), WebhookEvent.relock()) == (1, 0)
        monkeypatch.setitem(cast.app.config, "CREDENTIAL_KEYS", "new")
        assert kept.letter["bytes"] == len(body)


def test_a_signature_that_does_not_fit_is_told_until_one_fits(cast, visit, stan, card):
    event, page = shapes.event("payout.paid", {"object": "payout"}), "/setup/gateways"
    plain = visit("acme").client.post("/webhooks/stripe", base_url=stan.base, data=b"{}")
    assert plain.status_code == 400 and "signature does not fit" not in text(stan.get(page))
    assert bring(visit("acme"), event, secret="whsec_mistyped") == 400
    assert "signature does not fit" in text(stan.get(page))
    assert "signature does not fit" in text(stan.get(f"{page}/stripe"))
    with cast.within():
        first = GatewayAccount.of("stripe").misread_at
        assert clock.now() - first < timedelta(minutes=1)
    assert bring(visit("acme"), event, secret="whsec_mistyped") == 400
    with cast.within():
        assert GatewayAccount.of("stripe").misread_at == first  # a flood writes once a minute
    assert bring(visit("acme"), event) == 204
    assert "signature does not fit" not in text(stan.get(page))


def test_a_customer_of_another_gateway_than_the_chosen_one_adds_methods_there(cast, jane, stripe):
    with cast.within():
        GatewayAccount.of("stripe").chosen = False
        db.session.commit()
    assert stripe.publishable_key not in jane.get(NEW).text
    with cast.within():
        db.session.get_one(Customer, (cast.acme, "C-1001")).payment_gateway_id = "stripe"
        db.session.commit()
    assert stripe.publishable_key in jane.get(NEW).text
