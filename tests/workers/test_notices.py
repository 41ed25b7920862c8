"""A gateway that sends no webhooks is asked every day, and each thing it tells counts once (M8)."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from werkzeug.serving import make_server

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.gateway_account import GatewayAccount
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.webhook_event import WebhookEvent
from config import clock
from config.database import db
from tests.billing.gateways.cardconnect.conftest import GIVEN, Quiet
from tests.billing.gateways.cardconnect.fake import MERCHANT, CardPointe
from tests.ledger import ZONE
from tests.postman import Postman
from workers import notices

TAKEN_BACK = {"fundingchargebackid": 5, "retref": "278090245692", "amount": "300.00"}
RETURNED = {"retref": "278090245692", "parentretref": None, "achreturncode": "R01"}


@pytest.fixture
def postman(cast):
    return Postman(cast)


@pytest.fixture
def fake(cast, monkeypatch):
    """CardPointe, where acme has an account."""
    pointe = CardPointe()
    server = make_server("127.0.0.1", 0, pointe, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever).start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setitem(cast.app.config, "CARDCONNECT_ADDRESS", address)
    with cast.within():
        account = GatewayAccount(provider="cardconnect", chosen=True)
        account.lock(GIVEN)
        db.session.add(account)
        db.session.commit()
    yield pointe
    server.shutdown()
    server.server_close()


@pytest.fixture
def paid(postman, jane):
    """A payment of INV-2 that CardConnect has under TAKEN_BACK's retref."""
    postman.pay(jane, "INV-2")
    with postman.cast.within():
        db.session.execute(update(PaymentMethod).values(gateway="cardconnect"))
        db.session.execute(
            update(PaymentAttempt).values(gateway_reference=TAKEN_BACK["retref"]))
        db.session.commit()


def scan(ops_app, days=0):
    with clock.travelled(days=days), ops_app.app_context():
        notices.notices()


def asked_days(fake):
    return [date.fromisoformat(each["date"]) for name, each in fake.calls if name == "funding"]


def test_what_the_funding_tells_takes_the_payment_back_once(postman, paid, fake, ops_app):
    fake.fundings.append({"merchid": MERCHANT, "chargebacks": [TAKEN_BACK]})
    for _ in range(2):
        scan(ops_app)
    assert [each.kind for each in postman.events()] == ["notices"]
    postman.act()
    postman.act()
    assert [(each.kind, each.state) for each in postman.events()] == [
        ("notices", "received"), ("charge_back", "done")]
    assert [each.status for each in postman.payments()] == ["Charged Back"]
    assert postman.invoice("INV-2").balance == 30_000
    postman.act(minutes=24 * 60 + 1)  # the same day is asked about again, and tells the same
    assert len(postman.events()) == 2


def test_a_returned_debit_says_why(postman, paid, fake, ops_app):
    fake.fundings.append({"merchid": MERCHANT, "txns": [RETURNED]})
    scan(ops_app)
    postman.act()
    postman.act()
    assert [each.failure_reason for each in postman.payments()] == [
        "There are not enough funds for this payment."]


def test_a_day_is_asked_about_until_nothing_more_is_told_of_it(postman, fake, ops_app):
    scan(ops_app)
    for day in range(6):
        postman.act(minutes=24 * 60 * day + day)
    today = clock.today(ZONE)
    assert asked_days(fake) == [today] * 5
    assert [each.state for each in postman.events()] == ["done"]


def test_days_on_which_nobody_asked_are_caught_up_with(postman, fake, ops_app):
    scan(ops_app)
    scan(ops_app, days=3)
    today = clock.today(ZONE)
    told = {each.reference for each in postman.events()}
    assert told == {str(today + timedelta(days=number)) for number in range(4)}


def test_no_answer_is_asked_for_again(postman, fake, ops_app, monkeypatch):
    scan(ops_app)
    with monkeypatch.context() as away:
        away.setitem(postman.cast.app.config, "CARDCONNECT_ADDRESS", "http://127.0.0.1:9")
        postman.act()
    assert asked_days(fake) == []
    postman.act(minutes=1.1)
    assert len(asked_days(fake)) == 1


def test_who_has_no_such_gateway_is_not_asked_about(postman, ops_app):
    scan(ops_app)
    with postman.cast.within(postman.cast.initech):
        assert db.session.scalars(db.select(WebhookEvent)).all() == []
    assert postman.events() == []
