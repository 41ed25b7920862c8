"""Other quantities and a cancellation, as a portal user asks for them (P9, D19)."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.tables.tabs import TABS
from config import clock
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup

SUB = "/portal/subscriptions/SUB-1"
CHANGE, CANCEL = f"{SUB}/change", f"{SUB}/cancellation"
ZONE = "America/New_York"


def settle(cast, **settings):
    with cast.within():
        setup = db.session.scalars(select(PortalSetup)).one()
        for name, value in settings.items():
            setattr(setup, name, value)
        db.session.commit()
    site.forget()


@pytest.fixture(autouse=True)
def allowed(cast):
    settle(cast, tabs=list(TABS), allow_subscription_requests=True)


def having(cast, **values):
    with cast.within():
        found = db.session.get(Subscription, (cast.acme, "SUB-1"))
        for name, value in values.items():
            setattr(found, name, value)
        db.session.commit()


def line(cast, line_id="L-1", **values):
    with cast.within():
        found = db.session.get(SubscriptionLine, (cast.acme, "SUB-1", line_id))
        for name, value in values.items():
            setattr(found, name, value)
        db.session.commit()


def stored(cast):
    with cast.within():
        return db.session.scalars(
            select(ChangeRequest).order_by(ChangeRequest.request_id)
        ).all()


def today():
    return clock.today(ZONE)


def test_the_form_shows_each_line_with_its_price(jane):
    page = jane.get(CHANGE).text
    for words in ('name="quantity.L-1" value="10"', 'name="quantity.L-2"', "Now 10 Seats",
                  "$12.50 each", "Monthly", "Office · Team · Seats"):
        assert words in page


def test_the_preview_is_quantity_times_price_from_the_next_period(cast, jane):
    last = today() + timedelta(days=5)
    having(cast, current_period_end_date=last)
    line(cast, effective_price="12.505")
    page = jane.get(f"{CHANGE}/preview?quantity.L-1=13&quantity.L-2=10&note=Grown").text
    for words in ("$125.05", "$162.56", "+$37.51", "13 Seats", "$12.505 each"):
        assert words in page, words
    assert "Support" not in page
    with cast.app.test_request_context():
        from config import formats

        assert formats.day(last + timedelta(days=1)) in page
    assert stored(cast) == []
    assert 'name="quantity.L-1" value="13"' in page and 'name="note" value="Grown"' in page


def test_half_a_cent_goes_to_the_even_one(cast, jane):
    line(cast, quantity="1", effective_price="0.005")
    page = jane.get(f"{CHANGE}/preview?quantity.L-1=3").text
    assert "$0.00" in page and "$0.02" in page and "+$0.02" in page


def test_sending_keeps_what_was_asked_and_shows_its_state(cast, jane):
    having(cast, current_period_end_date=today())
    answer = jane.post(CHANGE, {"quantity.L-1": "12.50", "quantity.L-2": "10", "note": "Grown"})
    assert (answer.status_code, answer.location) == (302, SUB)
    one, = stored(cast)
    assert (one.kind, one.subscription_id, one.asked, one.before, one.note) == (
        "Quantity", "SUB-1", {"L-1": "12.5"}, {"L-1": "10"}, "Grown")
    assert one.effective_date == today() + timedelta(days=1)
    page = jane.get(SUB).text
    for words in ("Your request is sent.", "RQ-1001", "Pending", "Grown", ">Withdraw<", "12.5"):
        assert words in page
    assert jane.post("/portal/requests/RQ-1001/withdraw").location == SUB
    assert stored(cast)[0].state == "Withdrawn"


@pytest.mark.parametrize(("typed", "words"), [
    ("", "Enter a quantity"), ("abc", "1,234.5"), ("-1", "1,234.5"), ("1e9", "1,234.5"),
    ("NaN", "1,234.5"), ("1,5", "1,234.5"), ("9" * 13, "more than"), ("9" * 60, "1,234.5"),
    ("1." + "1" * 13, "more than"), ("<b>", "1,234.5"), ("1 2", "1,234.5"), ("١٢", "1,234.5")])
def test_junk_is_refused_at_its_field_and_kept(cast, jane, typed, words):
    for call in (lambda sent: jane.get(f"{CHANGE}/preview", query_string=sent),
                 lambda sent: jane.post(CHANGE, sent)):
        answer = call({"quantity.L-1": "11", "quantity.L-2": typed})
        assert answer.status_code == 422
        fault = re.search('id="line-2-error">.*?<span>(.*?)</span>', answer.text, re.S)[1]
        assert words in fault and 'id="line-1-error"' not in answer.text
        value = re.search('name="quantity.L-2" value="(.*?)"', answer.text)[1]
        assert value.replace("&lt;", "<").replace("&gt;", ">") == typed
        assert 'name="quantity.L-1" value="11"' in answer.text
    assert stored(cast) == []


@pytest.mark.parametrize("typed", ["1,250", "1250.000"])
def test_numbers_are_read_as_they_are_written(cast, jane, typed):
    jane.post(CHANGE, {"quantity.L-1": typed})
    assert stored(cast)[0].asked == {"L-1": "1250"}


def test_the_same_quantities_are_not_sent(cast, jane):
    answer = jane.post(CHANGE, {"quantity.L-1": "10.0"})
    assert answer.status_code == 422 and "the quantities that you have" in answer.text
    assert stored(cast) == []


def test_metered_and_flat_lines_are_left_alone(cast, jane):
    line(cast, "L-1", quantity=None)
    line(cast, "L-2", pricing_model="Flat fee")
    assert jane.get(CHANGE).location == SUB
    line(cast, "L-2", pricing_model="Per unit")
    page = jane.get(CHANGE).text
    assert "quantity.L-2" in page and "quantity.L-1" not in page
    jane.post(CHANGE, {"quantity.L-1": "5", "quantity.L-2": "11", "quantity.L-9": "1"})
    assert stored(cast)[0].asked == {"L-2": "11"}


def test_a_cancellation_ends_with_the_period_unless_said_otherwise(cast, jane):
    last = today() + timedelta(days=9)
    having(cast, current_period_end_date=last)
    assert f'value="{last}"' in jane.get(CANCEL).text
    having(cast, current_period_end_date=today() - timedelta(days=1))
    assert f'value="{today()}"' in jane.get(CANCEL).text
    assert jane.post(CANCEL, {"cancellation_date": str(last), "note": "Too dear"}).location == SUB
    one, = stored(cast)
    assert (one.kind, one.asked, one.before, one.note) == (
        "Cancellation", {"cancellation_date": str(last)}, {"cancellation_date": ""}, "Too dear")
    page = jane.get(SUB).text
    assert "Cancellation of subscription SUB-1" in page and "Too dear" in page


@pytest.mark.parametrize("typed", ["", "soon", "2020-01-01", "9999-12-31", "2026-02-30"])
def test_days_that_cannot_be_are_refused_at_the_field(cast, jane, typed):
    answer = jane.post(CANCEL, {"cancellation_date": typed, "note": "Too dear"})
    assert answer.status_code == 422 and 'id="cancellation_date-error"' in answer.text
    assert "Too dear" in answer.text and stored(cast) == []


def test_a_cancellation_takes_the_place_of_other_quantities(cast, jane):
    jane.post(CHANGE, {"quantity.L-1": "12"})
    assert "What you send now takes its place" in jane.get(CANCEL).text
    jane.post(CANCEL, {"cancellation_date": str(today())})
    assert [each.state for each in stored(cast)] == ["Withdrawn", "Pending"]


@pytest.mark.parametrize("how", [
    {"status": "Cancelled"}, {"cancellation_date": clock.today(ZONE)}])
def test_what_ends_anyway_is_not_asked_for(cast, jane, how):
    having(cast, **how)
    for path in (CHANGE, f"{CHANGE}/preview?quantity.L-1=12", CANCEL):
        assert jane.get(path).location == SUB
    assert jane.post(CHANGE, {"quantity.L-1": "12"}).location == SUB
    page = jane.get(SUB).text
    assert "cannot be asked" in page and f'href="{CHANGE}"' not in page and CANCEL not in page
    assert stored(cast) == []


def calls(jane):
    return [jane.get(CHANGE), jane.get(f"{CHANGE}/preview?quantity.L-1=12"), jane.get(CANCEL),
            jane.post(CHANGE, {"quantity.L-1": "12"}),
            jane.post(CANCEL, {"cancellation_date": str(today())})]


@pytest.mark.parametrize("settings", [
    {"allow_subscription_requests": False}, {"tabs": ["invoices"]}])
def test_what_the_tenant_does_not_allow_is_not_there(cast, jane, settings):
    settle(cast, **settings)
    assert {call.status_code for call in calls(jane)} == {404}
    assert CHANGE not in jane.get(SUB).text and stored(cast) == []


def test_drafts_and_other_customers_subscriptions_are_not_found(cast, jane, visit):
    assert {call.status_code for call in calls(visit("acme").at_portal(cast.bruno))} == {404}
    having(cast, status="Draft")
    assert {call.status_code for call in calls(jane)} == {404}


def test_a_viewer_may_not_ask(cast, jane):
    with cast.within():
        db.session.get(Contact, (cast.acme, "CT-1")).portal_role = "Viewer"
        db.session.commit()
    assert {call.status_code for call in calls(jane)} == {403}
    assert CHANGE not in jane.get(SUB).text and stored(cast) == []
