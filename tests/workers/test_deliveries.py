"""What happens is told to the company's programs: once it is true, signed, and for days (I6)."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from standardwebhooks import Webhook, WebhookVerificationError

from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from config import clock
from config.database import db
from tenants.webhook_delivery import PAUSES, WebhookDelivery
from tenants.webhook_endpoint import WebhookEndpoint
from tenants.webhook_message import WebhookMessage
from tests.till import Till
from workers import deliveries, purge, queue, sweeper

A_LITTLE = timedelta(seconds=1)


def test_a_payment_is_told_with_its_cause(cast, desk, jane):
    Till(cast).pay(jane, "INV-2")
    assert desk.deliver() == ["delivered"]
    payment, = Till(cast).payments()
    assert desk.told() == [("payment.processed", {
        "payment_id": payment.payment_id, "customer_id": "C-1001", "status": "Processed",
        "payment_type": "Electronic", "currency": "USD", "payment_amount": "300.00",
        "refunded_amount": "0.00"})]
    tried, = desk.tries()
    assert (tried.status, tried.trouble) == (204, "")
    assert desk.deliver() == ["delivered"] and len(desk.ear.heard) == 1


def test_what_is_rolled_back_is_not_told(cast, desk):
    with cast.within():
        db.session.scalars(select(Contact)).first().access = "Disabled"
        db.session.flush()
        assert db.session.scalar(select(WebhookMessage.event_type)) == "portal_access.disabled"
        db.session.rollback()
    assert desk.deliveries() == []


def test_people_are_told_by_their_ids_alone(cast, desk):
    with cast.within():
        contact = db.session.get_one(Contact, (cast.acme, "CT-9"))
        PortalLink.issue("invitation", contact=contact)
        db.session.commit()
        contact.access = "Enabled"
        db.session.commit()
    desk.deliver()
    (first, sent), (second, enabled) = sorted(desk.told(), key=lambda told: told[0], reverse=True)
    assert (first, second) == ("portal_invitation.sent", "portal_access.enabled")
    assert set(sent) == {"contact_id", "customer_id", "access", "expires_at"}
    assert enabled == {"contact_id": "CT-9", "customer_id": "C-1001", "access": "Enabled"}
    assert "@" not in json.dumps(desk.told())


def test_only_what_was_ticked_is_told_and_to_nobody_elses_programs(cast, desk):
    with cast.within():
        WebhookEndpoint.of(desk.key).event_types = ["export.failed"]
        db.session.commit()
    for tenant_id in (cast.acme, cast.initech):
        with cast.within(tenant_id):
            db.session.execute(update(Contact).values(access="Disabled"))
            db.session.commit()
    assert desk.deliveries() == []


def test_both_secrets_sign_after_a_change(cast, desk):
    former = desk.secret
    with cast.within():
        desk.secret = WebhookEndpoint.of(desk.key).renew("Stan Baker")
        db.session.commit()
    desk.trial()
    desk.deliver()
    heard, = desk.ear.heard
    assert Webhook(former).verify(heard.body, heard.headers) and desk.told()
    with clock.travelled(hours=25):
        desk.trial()
        desk.deliver()
        with cast.within():
            assert WebhookEndpoint.of(desk.key).secrets == [desk.secret]
    with pytest.raises(WebhookVerificationError):
        Webhook(former).verify(desk.ear.heard[1].body, desk.ear.heard[1].headers)


def test_it_is_tried_for_three_days_and_then_switched_off(desk):
    desk.ear.answers, gone = [500], timedelta()
    desk.trial()
    for number, pause in enumerate(PAUSES, 1):
        with clock.travelled(seconds=gone.total_seconds()):
            assert desk.deliver() == desk.deliver() == ["waiting"]
            assert len(desk.ear.heard) == number
        gone += pause + A_LITTLE
    assert desk.endpoint().state == "on" and timedelta(days=3) < gone < timedelta(days=3.5)
    with clock.travelled(seconds=gone.total_seconds()):
        assert desk.deliver() == ["failed"]
    assert desk.endpoint().state == "failed" and desk.letters() == ["stan@acme.example"]
    assert len({heard.headers["webhook-id"] for heard in desk.ear.heard}) == 1
    assert len({heard.body for heard in desk.ear.heard}) == 1


def last_try(cast):
    with cast.within():
        db.session.execute(update(WebhookDelivery).values(tries=len(PAUSES)))
        db.session.commit()


def test_one_message_that_cannot_be_taken_switches_nothing_off(cast, desk):
    desk.trial()
    desk.deliver()
    desk.trial()
    desk.ear.answers = [400]
    last_try(cast)
    assert sorted(desk.deliver()) == ["delivered", "failed"]
    assert desk.endpoint().state == "on" and desk.letters() == []


def test_who_wants_nothing_any_more_says_so(desk):
    desk.ear.answers = [410]
    desk.trial()
    assert desk.deliver() == ["failed"]
    assert desk.endpoint().state == "failed" and len(desk.letters()) == 1
    desk.trial()
    assert desk.deliver() == ["failed", "failed"] and len(desk.ear.heard) == 1


def test_others_do_not_wait_at_a_door_that_nobody_opens(cast, desk):
    """One try that costs seconds, not one for each message."""
    with cast.within():
        WebhookEndpoint.of(desk.key).address = "http://127.0.0.1:1/"
        db.session.commit()
    desk.trial()
    desk.trial()
    assert desk.deliver() == ["waiting", "waiting"]
    tried, = desk.tries()
    assert (tried.status, tried.trouble) == (None, "connection: ConnectionRefusedError")
    assert sorted(each.tries for each in desk.deliveries()) == [0, 1]


def test_what_happens_meanwhile_waits_behind_it_and_comes_once_it_opens(cast, desk):
    with cast.within():
        WebhookEndpoint.of(desk.key).address = "http://127.0.0.1:1/"
        db.session.commit()
    desk.trial()
    desk.deliver()
    with cast.within():
        WebhookEndpoint.of(desk.key).address = desk.ear.address
        db.session.get_one(Contact, (cast.acme, "CT-9")).access = "Disabled"
        db.session.commit()
    assert desk.deliver() == ["waiting", "waiting"] and desk.ear.heard == []
    with clock.travelled(seconds=6):
        assert desk.deliver() == ["delivered", "delivered"]
    assert desk.endpoint().held_until is None


def test_nothing_inside_is_called_where_ops_do_not_say_so(app, desk, monkeypatch):
    monkeypatch.setitem(app.config, "WEBHOOK_NETWORKS", ())
    desk.trial()
    assert desk.deliver() == ["waiting"] and desk.ear.heard == []
    assert [each.trouble for each in desk.tries()] == ["network"]


def test_the_sweeper_finds_what_the_database_wrote(cast, desk, jane, ops):
    Till(cast).pay(jane, "INV-2")
    with ops.app_context():
        sweeper.sweep_unwoken()
        waiting, = queue.waiting("delivery")
    key = desk.deliveries()[0].webhook_delivery_id
    assert waiting == queue.ticket("delivery", key, cast.acme)


def test_one_wake_up_brings_all_that_is_due_there(cast, desk):
    keys = [desk.trial() for _ in range(3)]
    with cast.app.app_context():
        deliveries.deliver(cast.acme, str(keys[0]))
    assert [each.state for each in desk.deliveries()] == ["delivered"] * 3


def test_a_failure_of_ours_sends_nothing_twice(cast, desk):
    keys = [desk.trial() for _ in range(2)]
    with cast.within():
        message = db.session.get_one(WebhookDelivery, (cast.acme, keys[1])).message
        message.data = {"payment_amount": "no number", "currency": "USD"}
        db.session.commit()
    with cast.app.app_context():
        deliveries.deliver(cast.acme, str(keys[0]))
    assert [(each.state, each.tries) for each in desk.deliveries()] == [
        ("delivered", 1), ("waiting", 1)]
    assert len(desk.ear.heard) == 1


def test_a_worker_that_died_after_the_call_leaves_it_to_the_next(cast, desk):
    """The program hears it twice, and knows by the id that it is the same."""
    key = desk.trial()
    with cast.within():
        row = WebhookDelivery.take(key)
        deliveries.made(deliveries.prepared(row))
    assert desk.deliver() == ["waiting"]
    with clock.travelled(minutes=6):
        assert desk.deliver() == ["delivered"]
    one, two = desk.ear.heard
    assert one.headers["webhook-id"] == two.headers["webhook-id"] and one.body == two.body


def test_the_log_is_kept_for_thirty_days(cast, desk, ops):
    desk.trial()
    desk.deliver()
    for days, left in ((29, 1), (31, 0)):
        with clock.travelled(days=days), ops.app_context():
            purge.webhook_messages()
        assert len(desk.deliveries()) == len(desk.tries()) == left
