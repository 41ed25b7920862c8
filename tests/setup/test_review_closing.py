"""A payment of which no gateway tells anything is closed by hand; its word still counts (M6)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from config import clock
from config.database import db
from mailers.mail import Mail
from tests.postman import Postman
from tests.setup.pages import messages, text
from workers import payments


@pytest.fixture
def postman(cast):
    return Postman(cast)


@pytest.fixture
def page(postman, jane):
    """Of a payment that the gateway has charged, and that nobody was told of."""
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    attempt, = postman.attempts()
    return f"/setup/review/payments/{attempt.attempt_id}"


@pytest.fixture
def silent(app, monkeypatch):
    monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")


def close(visitor, page, note="No such order in the gateway's list"):
    return visitor.post(f"{page}/closing", {"note": note})


def test_not_before_the_gateway_was_asked_for_a_day(postman, page, stan, silent):
    assert "Close it by hand" not in text(stan.get(page))
    told, = messages(stan, close(stan, page))
    assert told == "It cannot be closed before the gateway has been asked for a day."
    assert [each.state for each in postman.attempts()] == ["unknown"]


def test_what_the_gateway_tells_at_last_is_recorded_instead(postman, page, visit):
    with clock.travelled(days=1, minutes=1):
        stan = visit("acme").at_setup(postman.cast.stan)
        told, = messages(stan, close(stan, page))
    assert told == "The gateway has carried it out, and it is recorded."
    attempt, = postman.attempts()
    assert (attempt.state, attempt.closed_at) == ("approved", None)


def test_closed_it_can_be_paid_and_what_was_charged_all_the_same_is_told(
        postman, page, visit, app, monkeypatch):
    address = app.config["TEST_GATEWAY_URL"]
    with clock.travelled(days=1, minutes=1):
        stan = visit("acme").at_setup(postman.cast.stan)
        jane = visit("acme").at_portal(postman.cast.jane)
        monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")
        assert close(stan, page, " ").status_code == 422
        told, = messages(stan, close(stan, page))
        assert told.startswith("It is closed, and its invoices can be paid.")
        shown = text(stan.get(page))
        assert "No such order in the gateway's list" in shown and "Closed by hand" in shown
        assert "Closed by hand" in text(stan.get("/setup/audit-log"))
        monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", address)
        assert postman.pay(jane, "INV-2").page.status_code == 200
    with clock.travelled(days=2, minutes=2), app.app_context():
        payments.inquire(postman.cast.acme, page.rpartition("/")[2])
    assert [each.state for each in postman.attempts()] == ["approved", "approved"]
    assert sorted(each.unapplied_amount for each in postman.payments()) == [0, 30_000]
    assert postman.invoice("INV-2").paid_amount == 50_000
    with postman.cast.within():
        alert = db.session.scalars(select(Mail).where(Mail.template == "payment_alert")).one()
        assert (alert.recipient, alert.subject_ids["event"]) == ("stan@acme.example", "closed")


def test_the_gateway_is_asked_for_sixty_days_more(postman, page, visit, app, silent):
    with clock.travelled(days=1, minutes=1):
        close(visit("acme").at_setup(postman.cast.stan), page)
        assert postman.attempts()[0].due_at > clock.now() + timedelta(hours=23)
    with clock.travelled(days=62), app.app_context():
        payments.inquire(postman.cast.acme, page.rpartition("/")[2])
    assert (postman.attempts()[0].state, postman.attempts()[0].due_at) == ("closed", None)
