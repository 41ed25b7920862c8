"""Usage over time, as its page draws it (P15): right sums, nothing hidden, nobody else's."""

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from billing.tables.tabs import TABS
from billing.usage.usage import Usage
from billing.usage.usage_event import UsageEvent
from config.database import db

USAGES, EVENTS = "/portal/usage-charts/usages", "/portal/usage-charts/usage-events"
MARCH = "date.from=2025-03-01&date.to=2025-03-31"


@pytest.fixture(autouse=True)
def on(cast):
    """Every tab is switched on."""
    cast.show(*TABS)


def use(cast, *amounts, unit="GB", customer_id="C-1001"):
    """So much on each of the days from March 1, 2025 on."""
    with cast.within():
        db.session.add_all([
            Usage(usage_id=f"{customer_id}-{unit}-{number}", customer_id=customer_id,
                  date=date(2025, 3, 1) + timedelta(days=number), currency="USD",
                  quantity=Decimal(amount), unit_of_measure=unit)
            for number, amount in enumerate(amounts)])
        db.session.commit()


def happen(cast, *moments, kind="api.call"):
    with cast.within():
        db.session.add_all([
            UsageEvent(event_id=f"{kind}-{number}", customer_id="C-1001", event_type=kind,
                       occurred_at=moment) for number, moment in enumerate(moments)])
        db.session.commit()


def titles(page):
    return re.findall(r"<rect[^>]*><title>([^<]*)<", page.text)


def test_a_bar_for_each_day_and_the_same_as_a_table(cast, jane):
    use(cast, "1000.5", "0", "250.125")
    page = jane.get(f"{USAGES}?{MARCH}&unit_of_measure=GB")
    assert titles(page) == ["Mar 1, 2025: 1,000.5", "Mar 3, 2025: 250.125"]
    assert "<b>1,250.625</b>" in page.text
    assert re.search(r'date.from=2025-03-03&amp;date.to=2025-03-03&amp;unit_of_measure=GB">'
                     r'Mar 3, 2025</a></td><td class="number">250.125<', page.text)
    first, second = re.findall(r'<rect x="(\d+)" y="([\d.]+)" width="8" height="([\d.]+)"',
                               page.text)
    assert first == ("1", "0.00", "100.00") and second[0] == "21"
    assert float(second[1]) + float(second[2]) == pytest.approx(100)
    assert "style=" not in page.text.split("<main")[1]


def test_what_is_taken_back_stands_below_the_line(cast, jane):
    use(cast, "30", "-10")
    page = jane.get(f"{USAGES}?{MARCH}&unit_of_measure=GB")
    (_, top, high), (_, under, low) = re.findall(
        r'<rect x="(\d+)" y="([\d.]+)" width="8" height="([\d.]+)"', page.text)
    assert (top, high, under, low) == ("0.00", "75.00", "75.00", "25.00")
    assert "Mar 2, 2025: −10" in page.text


def test_each_unit_has_a_chart_the_largest_first(cast, jane):
    use(cast, "5", unit="Hours")
    use(cast, "7", unit="GB")
    use(cast, "1", unit="")
    page = jane.get(f"{USAGES}?{MARCH}").text
    headings = re.findall(r'<h2 id="chart-\d+">(?:<a[^>]*>|<bdi>)([^<]*)<', page)
    assert headings == ["GB", "Hours", "Without a unit"]


def test_a_year_is_told_by_months_and_a_day_by_its_hours(cast, jane):
    noon = datetime(2025, 11, 2, 17, tzinfo=timezone.utc)
    happen(cast, noon, noon + timedelta(minutes=59), noon + timedelta(days=60))
    page = jane.get(f"{EVENTS}?occurred_at.from=2025-02-01&occurred_at.to=2026-01-31")
    assert titles(page) == ["Nov 2025: 2", "Jan 2026: 1"]
    page = jane.get(f"{EVENTS}?occurred_at.from=2025-11-02&occurred_at.to=2025-11-02")
    assert titles(page) == ["Nov 2, 2025, 12:00:00\u202fPM EST: 2"]
    assert 'viewBox="0 0 250 100"' in page.text


@pytest.mark.parametrize("query", [
    "date.from=2025-03-02&date.to=2025-03-01", "date.from=x", "date.from=1900-01-01",
])
def test_a_period_that_cannot_be_is_asked_for_again(jane, query):
    page = jane.get(f"{USAGES}?{query}")
    assert page.status_code == 422 and 'class="error"' in page.text


@pytest.mark.parametrize("field", ["date", "quantity", "unit_of_measure"])
def test_no_chart_tells_what_is_hidden(cast, jane, field):
    assert jane.get(USAGES).status_code == 200 and USAGES in jane.get("/portal/usages").text
    cast.hide("usages", field)
    assert jane.get(USAGES).status_code == 404 and USAGES not in jane.get("/portal/usages").text


def test_types_that_are_hidden_are_one_chart(cast, jane):
    happen(cast, datetime(2025, 3, 1, 17, tzinfo=timezone.utc), kind="secret.type")
    happen(cast, datetime(2025, 3, 1, 17, tzinfo=timezone.utc), kind="other")
    cast.hide("usage_events", "event_type")
    page = jane.get(f"{EVENTS}?occurred_at.from=2025-03-01&occurred_at.to=2025-03-31"
                    "&event_type=other")
    assert "secret" not in page.text and titles(page) == ["Mar 1, 2025: 2"]
    cast.hide("usage_events", "event_type", "occurred_at")
    assert jane.get(EVENTS).status_code == 404


def test_a_tab_that_is_off_has_no_chart(cast, jane):
    cast.show("invoices")
    assert jane.get(USAGES).status_code == jane.get(EVENTS).status_code == 404


def test_each_customer_has_its_own(cast, visit):
    use(cast, "77.25", customer_id="C-1002")
    use(cast, "5", customer_id="C-1003")
    jane = visit("acme").at_portal(cast.jane)
    assert "77.25" not in jane.get(f"{USAGES}?{MARCH}").text
    assert titles(visit("acme").at_portal(cast.bruno).get(f"{USAGES}?{MARCH}")) == [
        "Mar 1, 2025: 77.25"]
    jane.post("/portal/company", {"customer_id": "C-1003"})
    assert titles(jane.get(f"{USAGES}?{MARCH}")) == ["Mar 1, 2025: 5"]


def test_the_twelve_largest_of_many_are_shown(cast, jane):
    for number in range(14):
        use(cast, str(number + 1), unit=f"U{number}")
    page = jane.get(f"{USAGES}?{MARCH}").text
    assert page.count('class="card chart"') == 12 and ">U1<" not in page
    assert "The largest are shown." in page
    assert ">U1<" in jane.get(f"{USAGES}?{MARCH}&unit_of_measure=U1").text
