"""“Webhooks” in Setup: made, shown once, changed, switched, looked at, sent again (I6)."""

import html
import re

import pytest
from sqlalchemy import select

from config.database import db
from tenants import webhook_address
from tenants.audit_entry import AuditEntry
from tenants.webhook_delivery import WebhookDelivery
from tenants.webhook_endpoint import WebhookEndpoint
from tenants.webhook_try import WebhookTry

ADDRESS = "http://127.0.0.1:9/portico"
NEW = {"address": ADDRESS, "description": "Ledger", "event_types": "payment.processed"}


def text(answer, status=200):
    assert answer.status_code == status
    return html.unescape(answer.get_data(as_text=True))


def secret_in(page):
    return re.search(r'value="(whsec_[^"]+)"', page)[1]


@pytest.fixture
def made(cast, stan):
    """(the address of a new webhook's page, its secret)."""
    page = text(stan.post("/setup/webhooks", NEW))
    return re.search(r'href="(/setup/webhooks/[0-9a-f-]{36})"', page)[1], secret_in(page)


def endpoint():
    return db.session.scalars(select(WebhookEndpoint)).one()


def test_its_secret_is_shown_once_and_kept_locked(cast, stan, made):
    here, secret = made
    for page in ("/setup/webhooks", here):
        assert secret not in text(stan.get(page)) and ADDRESS in text(stan.get(page))
    with cast.within():
        found = endpoint()
        assert found.secrets == [secret] and secret.encode() not in found.sealed
        assert (found.created_by, found.event_types) == ("Stan Baker", ["payment.processed"])
        told = select(AuditEntry).where(AuditEntry.record_kind == "webhook_endpoint")
        assert secret not in str([each.changes for each in db.session.scalars(told)])


@pytest.mark.parametrize(("address", "said"), [
    ("ftp://example.com", "Enter an address"), ("https://", "Enter an address"),
    ("https://a b", "Enter an address"), ("https://example.com:x", "Enter an address"),
    ("https://u:p@example.com", "Leave out names"), ("https://example.com/#x", "Leave out names"),
    ("http://10.0.0.1/", "private network"), ("http://[::ffff:127.0.0.1]/", "private network"),
    ("http://169.254.169.254/latest", "private network"),
])
def test_an_address_that_cannot_be_is_refused_at_its_field(stan, address, said):
    assert said in text(stan.post("/setup/webhooks", {**NEW, "address": address}), 422)


def test_in_production_only_with_tls(app):
    with app.test_request_context():
        with pytest.raises(webhook_address.Unfit, match="https://"):
            webhook_address.check("http://example.com/", True)
        webhook_address.check("https://example.com:8443/in?x=1", True)


def test_no_events_or_unknown_ones_make_no_webhook(cast, stan):
    assert "Tick one or more" in text(stan.post("/setup/webhooks", {**NEW, "event_types": []}), 422)
    assert stan.post("/setup/webhooks", {**NEW, "event_types": "x"}).status_code == 422
    with cast.within():
        assert WebhookEndpoint.all() == []


def test_a_new_secret_leaves_the_former_one_a_day(cast, stan, made):
    here, former = made
    assert "for one day more" in text(stan.get(f"{here}/secret"))
    page = text(stan.post(f"{here}/secret"))
    with cast.within():
        assert endpoint().secrets == [secret_in(page), former]
    assert "Signs too until" in page and former not in page


def test_what_somebody_else_saved_meanwhile_is_not_lost(stan, made):
    here, _ = made
    changed = {**NEW, "description": "Books", "edition": "1"}
    assert stan.post(here, changed).status_code == 302
    assert "saved this page" in text(stan.post(here, {**changed, "description": "Old"}), 409)


def test_a_trial_is_seen_on_its_way_and_goes_again_when_it_failed(cast, stan, made):
    here, _ = made
    on_its_way = stan.post(f"{here}/trial").location
    page = text(stan.get(on_its_way))
    assert '"type": "webhook.test"' in page and "On its way" in page
    with cast.within():
        delivery = db.session.scalars(select(WebhookDelivery)).one()
        delivery.end("failed")
        db.session.add(WebhookTry(webhook_delivery_id=delivery.webhook_delivery_id, status=500,
                                  milliseconds=12, answer="<b>oops"))
        db.session.commit()
    assert "Answered 500" in text(stan.get(on_its_way))
    assert "<b>oops" not in stan.get(on_its_way).get_data(as_text=True)
    assert "Test message" in text(stan.get("/setup/webhooks/log?state=failed"))
    assert "Test message" not in re.sub("<option.*?</option>", "", text(
        stan.get("/setup/webhooks/log?state=delivered")))
    assert "1 message that failed" in text(stan.get("/setup/webhooks/log/again"))
    assert stan.post("/setup/webhooks/log/again").status_code == 302
    with cast.within():
        delivery = db.session.scalars(select(WebhookDelivery)).one()
        assert (delivery.state, delivery.tries) == ("waiting", 0) and delivery.due_at
        line = select(AuditEntry).where(AuditEntry.verb == "message resent")
        assert db.session.scalars(line).one().actor == "Stan Baker"


def test_off_means_that_nothing_is_sent(cast, stan, made):
    here, _ = made
    stan.post(f"{here}/off")
    assert stan.post(f"{here}/trial").location.endswith(here)
    with cast.within():
        assert not endpoint().on and db.session.scalars(select(WebhookDelivery)).all() == []
    stan.post(f"{here}/on")
    with cast.within():
        assert endpoint().on


def test_what_is_removed_takes_its_log_along(cast, stan, made):
    here, _ = made
    stan.post(f"{here}/trial")
    assert "its log is deleted" in text(stan.get(f"{here}/removal"))
    assert stan.post(f"{here}/removal").status_code == 302
    with cast.within():
        assert WebhookEndpoint.all() == db.session.scalars(select(WebhookDelivery)).all() == []
    assert stan.get(here).status_code == 404
