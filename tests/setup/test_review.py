"""What a gateway leaves open for a day is listed for staff, who ask again and note (M6, D8)."""

from datetime import timedelta

import pytest

from billing.gateways.outcome import Outcome, State
from config import clock
from config.database import db
from tenants.role import Role
from tests.billing.ledger.giver import Giver
from tests.cast import staff
from tests.postman import Postman
from tests.setup.pages import messages, text

LIST = "/setup/review"


@pytest.fixture
def postman(cast):
    return Postman(cast)


@pytest.fixture
def unknown(postman, jane):
    """The page of a payment whose outcome was not told."""
    postman.pay(jane, "INV-2", method=postman.add_method("cut_after"))
    attempt, = postman.attempts()
    return f"{LIST}/payments/{attempt.attempt_id}"


def test_it_is_listed_once_the_janitors_pauses_have_grown_to_a_day(postman, unknown, visit):
    begun = postman.attempts()[0].created_date
    for seconds, listed in ((-1, False), (0, True)):
        with clock.frozen(begun + timedelta(hours=24, seconds=seconds)):
            page = text(visit("acme").at_setup(postman.cast.stan).get(LIST))
        assert (unknown in page) == listed == ("Nothing to review" not in page)
    assert "Outcome unknown" in page and "Atlas Orion" in page


def test_asking_again_records_what_the_gateway_says(postman, unknown, stan, jane):
    assert "INV-2" in text(stan.get(unknown))
    told = messages(stan, stan.post(f"{unknown}/question"))
    assert told == ["The gateway has carried it out, and it is recorded."]
    assert [each.status for each in postman.payments()] == ["Processed"]
    assert len(postman.charges()) == 1
    assert "Ask the gateway now" not in text(stan.get(unknown))
    assert messages(stan, stan.post(f"{unknown}/question")) == told


def test_no_answer_is_told_and_charges_nothing(postman, unknown, stan, app, monkeypatch):
    monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:9")
    told, = messages(stan, stan.post(f"{unknown}/question"))
    assert told.startswith("The gateway does not say what became of it.")
    monkeypatch.setitem(app.config, "TEST_GATEWAY_URL", None)
    told, = messages(stan, stan.post(f"{unknown}/question"))
    assert told == "The gateway is not set up, so it cannot be asked."
    assert [each.state for each in postman.attempts()] == ["unknown"]


def test_a_note_says_who_found_out_what(unknown, stan):
    assert stan.post(f"{unknown}/notes", {"note": " \n"}).status_code == 422
    assert "Macro" not in stan.get(unknown).text
    assert "xxx</textarea>" in text(stan.post(f"{unknown}/notes", {"note": "x" * 2001}), 422)
    sent = {"note": "CardPointe shows it <b>twice</b>"}
    assert messages(stan, stan.post(f"{unknown}/notes", sent)) == ["The note is kept."]
    page = stan.get(unknown).text
    assert "CardPointe shows it &lt;b&gt;twice&lt;/b&gt;" in page and "Stan Baker" in page
    log = text(stan.get("/setup/audit-log"))
    assert "Note written" in log


def test_a_charge_back_that_fits_no_payment_is_taken_off_when_it_was_seen(postman, visit, stan):
    told = {"kind": "charge_back", "reference": "ch_elsewhere", "reason": "account_closed"}
    postman.bring(postman.signed(**told), visit("acme"))
    postman.act()
    page = text(stan.get(LIST))
    assert "ch_elsewhere" in page and "Your bank returned this payment." in page
    event, = postman.events()
    seen = f"{LIST}/charge-backs/{event.webhook_event_id}/seen"
    assert messages(stan, stan.post(seen)) == ["It is off the list."]
    assert "Nothing to review" in text(stan.get(LIST))


def test_what_was_charged_back_is_shown_for_a_month(postman, jane, visit, stan):
    postman.pay(jane, "INV-2")
    attempt, = postman.attempts()
    told = {"kind": "charge_back", "attempt_id": str(attempt.attempt_id)}
    postman.bring(postman.signed(**told), visit("acme"))
    postman.act()
    page = text(stan.get(LIST))
    assert "/setup/customers/C-1001/payments/PT-1001" in page
    assert "The bank took this payment back." in page
    with clock.travelled(days=31):
        page = text(visit("acme").at_setup(postman.cast.stan).get(LIST))
    assert "PT-1001" not in page


def test_a_refund_that_failed_after_it_was_told_is_listed_for_a_month(cast, stan, visit):
    giver = Giver(cast)
    given = giver.give(giver.paid({"INV-2": 30_000}), "refund", 20_000)
    assert "PT-1001" not in text(stan.get(LIST))
    giver.answer(given.refund_id, Outcome(State.DECLINED, "account_closed"))
    page = text(stan.get(LIST))
    assert "/setup/customers/C-1001/payments/PT-1001" in page and "$200.00" in page
    assert "Your bank returned this payment." in page
    with clock.travelled(days=31):
        assert "PT-1001" not in text(visit("acme").at_setup(cast.stan).get(LIST))


def test_who_may_only_look_neither_asks_nor_notes(postman, unknown, visit):
    with postman.cast.within():
        rights = {"Payments": ["List", "View"]}
        looker = staff("lou@acme.example", "Lou Hart", Role(name="Looker", rights=rights))
        db.session.commit()
    lou = visit("acme").at_setup(looker)
    page = text(lou.get(unknown))
    assert "Ask the gateway now" not in page and "Keep the note" not in page
    assert "/setup/customers/C-1001" not in page
    assert lou.post(f"{unknown}/question").status_code == 403
