"""“Usage limits” (P15): set, seen and deleted by who they are for, and by nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.tables.tabs import TABS
from billing.usage.usage_limit import UsageLimit
from config import clock
from config.database import db
from tests import ledger

HERE = "/portal/usage-limits"
HOURS = {"what": "usage:Hours", "quantity": "1,000.5", "period": "year"}


@pytest.fixture(autouse=True)
def on(cast):
    """Every tab is switched on."""
    cast.show(*TABS)


def limits(cast):
    with cast.within():
        return {each.usage_limit_id: (each.customer_id, each.kind, each.name, each.period,
                                      str(each.quantity))
                for each in db.session.scalars(select(UsageLimit))}


def test_a_limit_shows_how_much_of_it_is_used(cast, jane):
    assert jane.post(HERE, HOURS).status_code == 302
    assert list(limits(cast).values()) == [("C-1001", "usage", "Hours", "year", "1000.5")]
    page = jane.get(HERE).text
    assert "<bdi>Hours</bdi>" in page and "120.5" in page and "12%" in page
    assert '<progress max="100" value="12"' in jane.get("/portal/usage-charts/usages").text
    assert "<progress" not in jane.get("/portal/usage-charts/usage-events").text


def test_the_same_set_again_takes_its_place(cast, jane):
    for quantity in ("5", "7"):
        jane.post(HERE, HOURS | {"quantity": quantity})
    jane.post(HERE, HOURS | {"period": "month"})
    assert sorted(each[3:] for each in limits(cast).values()) == [
        ("month", "1000.5"), ("year", "7")]


@pytest.mark.parametrize("wrong", [
    {"quantity": "0"}, {"quantity": "-1"}, {"quantity": "many"}, {"quantity": ""},
    {"what": "usage:Furlongs"}, {"what": "event"}, {"what": ""}, {"period": "week"},
])
def test_what_cannot_be_is_asked_for_again(cast, jane, wrong):
    page = jane.post(HERE, HOURS | wrong)
    assert page.status_code == 422 and 'class="error"' in page.text and limits(cast) == {}


def test_nobody_else_sees_or_deletes_it(cast, jane, visit):
    jane.post(HERE, HOURS)
    key, = limits(cast)
    bruno = visit("acme").at_portal(cast.bruno)
    assert "1,000.5" not in bruno.get(HERE).text
    assert bruno.post(f"{HERE}/{key}/delete").status_code == 404
    jane.post("/portal/company", {"customer_id": "C-1003"})
    assert jane.post(f"{HERE}/{key}/delete").status_code == 404
    jane.post("/portal/company", {"customer_id": "C-1001"})
    assert jane.post(f"{HERE}/{key}/delete").status_code == 302 and limits(cast) == {}


def test_only_what_is_told_can_be_limited(cast, jane):
    with cast.within():
        ledger.event("E-2", "C-1001", hours=-3, event_type="secret.type")
        db.session.commit()
    assert "secret.type" in jane.get(HERE).text
    jane.post(HERE, HOURS | {"what": "event:secret.type"})
    cast.hide("usage_events", "event_type")
    page = jane.get(HERE).text
    assert "secret.type" not in page and "All usage events" in page
    assert jane.post(HERE, HOURS | {"what": "event:secret.type"}).status_code == 422
    cast.show("invoices")
    assert jane.get(HERE).status_code == 404 and jane.post(HERE, HOURS).status_code == 404


def test_one_cannot_have_any_number_of_them(cast, jane):
    with cast.within():
        db.session.add_all([
            UsageLimit(customer_id="C-1001", portal_user_id=cast.jane, kind="usage", quantity=1,
                       name=f"U-{number}", period="day",
                       created_date=clock.now() - timedelta(days=number)) for number in range(50)])
        db.session.commit()
    assert jane.post(HERE, HOURS).status_code == 422 and len(limits(cast)) == 50
