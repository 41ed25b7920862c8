"""Webhooks are believed by their signature, stored once, and acted on by asking (M8)."""

import uuid

import pytest

from billing.gateways.outcome import Outcome, State
from billing.gateways.test import signature
from billing.ledger import giving_back
from billing.ledger.settlement import settle
from config.database import db
from tenants import site
from tenants.tenant import Tenant
from tests.billing.ledger.giver import Giver
from tests.postman import Postman
from tests.workers.test_payments import letters
from workers import queue


@pytest.fixture
def postman(cast):
    return Postman(cast)


@pytest.fixture
def gateway(cast, visit):
    """Who brings the letters has no cookie."""
    return visit("acme")


def test_an_unknown_payment_is_settled_by_the_gateways_word(postman, jane, gateway, app):
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    attempt, = postman.attempts()
    answer = postman.bring(postman.letter(attempt.attempt_id), gateway)
    assert (answer.status_code, answer.data) == (204, b"")
    event, = postman.events()
    assert (event.kind, event.state, event.attempt_id) == (
        "attempt", "received", str(attempt.attempt_id))
    with app.app_context():
        assert queue.waiting("webhook") == {
            queue.ticket("webhook", event.webhook_event_id, postman.cast.acme)}
    assert postman.act() == ["done"]
    assert [each.state for each in postman.attempts()] == ["approved"]
    assert [each.status for each in postman.payments()] == ["Processed"]
    assert [each[0] for each in letters(postman)] == ["payment_receipt"]


def test_a_letter_that_comes_often_is_kept_and_acted_on_once(postman, jane, gateway):
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    letter = postman.letter(postman.attempts()[0].attempt_id)
    for _ in range(3):
        assert postman.bring(letter, gateway).status_code == 204
        assert postman.act() == ["done"]
    assert len(postman.payments()) == len(letters(postman)) == len(postman.charges()) == 1


def test_what_is_not_signed_for_this_company_is_refused(postman, gateway, visit):
    body, headers = postman.signed(attempt_id="x")
    secret = postman.cast.app.config["TEST_GATEWAY_SECRET"]
    for forged in ({}, {signature.HEADER: "00"}, {signature.HEADER: ""},
                   {signature.HEADER: signature.sign("guessed", postman.cast.acme, body)},
                   {signature.HEADER: signature.sign(secret, postman.cast.initech, body)}):
        assert postman.bring((body, forged), gateway).status_code == 400
    assert postman.bring((body + b" ", headers), gateway).status_code == 400
    assert postman.bring((body, headers), visit("initech")).status_code == 400
    long = postman.signed(event_id="x" * 300)
    assert postman.bring(long, gateway).status_code == 400
    assert postman.bring((b" " * 300_000, headers), gateway).status_code == 413
    assert postman.events() == []


def test_a_gateway_that_the_company_has_not_has_no_door(gateway):
    for provider in ("stripe", "cardconnect", "paypal", "%00"):
        answer = gateway.client.post(f"/webhooks/{provider}", base_url=gateway.base)
        assert answer.status_code == 404


def test_letters_to_a_former_address_still_arrive(postman, gateway, ops_app):
    """A gateway follows no redirect, and may not be told of the new one for days (T4)."""
    with ops_app.app_context():
        db.session.get(Tenant, postman.cast.acme).rename("apex")
        db.session.commit()
    site.forget()
    assert postman.bring(postman.signed(kind="other"), gateway).status_code == 204
    assert [each.kind for each in postman.events()] == ["other"]


def test_no_answer_from_the_gateway_is_asked_for_again(postman, jane, gateway, app, monkeypatch):
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    letter = postman.letter(postman.attempts()[0].attempt_id)
    with monkeypatch.context() as away:
        away.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")
        postman.bring(letter, gateway)
        assert postman.act() == ["received"]
    assert postman.act() == ["received"]  # its time has not come
    assert postman.act(minutes=1.1) == ["done"]
    assert [each.state for each in postman.attempts()] == ["approved"]


def test_money_that_came_after_all_is_taken_in_by_a_late_letter(postman, jane, gateway):
    """After the janitor had concluded that nothing was sent, say."""
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    attempt, = postman.attempts()
    with postman.cast.within():
        settle(attempt.attempt_id, Outcome(State.NOT_SENT, "unreachable"))
        db.session.commit()
    postman.bring(postman.letter(attempt.attempt_id), gateway)
    assert postman.act() == ["done"]
    assert postman.invoice("INV-2").balance == 0


@pytest.mark.parametrize("told", [
    {"attempt_id": "not-an-id"}, {"attempt_id": "00000000-0000-4000-8000-000000000000"},
    {"kind": "other"}, {"kind": "method", "reference": "pm_1"}, {},
], ids=["no id", "nobody's", "other", "method", "nameless"])
def test_what_concerns_no_payment_of_ours_is_kept_and_done(postman, gateway, told):
    assert postman.bring(postman.signed(**told), gateway).status_code == 204
    assert postman.act() == ["done"]


def test_a_letter_that_says_nothing_new_asks_nobody(postman, jane, gateway, monkeypatch):
    postman.pay(jane, "INV-2")
    postman.bring(postman.letter(postman.attempts()[0].attempt_id), gateway)
    monkeypatch.setattr("workers.webhooks.ask", lambda attempt: 1 / 0)
    assert postman.act() == ["done"]


def test_a_refund_that_was_not_answered_is_settled_too(cast, gateway):
    giver, postman, key = Giver(cast), Postman(cast), uuid.uuid4()
    paid = giver.paid({"INV-2": 30_000})
    with cast.within():
        order = giving_back.begin(paid, key, "refund", 10_000, "Double order", "Stan Baker")
        db.session.commit()
        order.carry_out()  # and whoever asked is gone
    assert giver.refund(key).state == "pending"
    postman.bring(postman.letter(key), gateway)
    assert postman.act() == ["done"]
    assert giver.refund(key).state == "approved"
    assert giver.payment(paid).refunded_amount == 10_000
    assert giver.letters()[-1][0] == "payment_refunded"
