"""The Usage Events tab: pages that lose nothing, filters, and an event with its properties (P8)."""

import re
from datetime import datetime, timedelta, timezone
from html import unescape

import pytest

from billing.tables.tabs import TABS
from billing.usage.usage_event import UsageEvent, mark
from config.database import db

START = datetime(2026, 3, 8, 4, 30, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
PAGE = "/portal/usage-events"


@pytest.fixture(autouse=True)
def on(cast):
    """Every tab is switched on."""
    cast.show(*TABS)


def enter(cast, *moments, event_id="E-{}", **more):
    with cast.within():
        for number, moment in enumerate(moments):
            options = {"event_type": "api.call", "ingested_on": START, **more}
            db.session.add(UsageEvent(event_id=event_id.format(number), customer_id="C-1001",
                                      occurred_at=moment, **options))
        db.session.commit()


def rows(page):
    return re.findall(r'<a href="(/portal/usage-events/[^"]+)"', page.text)


def link(page, name):
    """The address of the page before or after, or None."""
    match = re.search(rf'rel="{name}" href="([^"]+)"', page.text)
    return match and unescape(match[1])


def walk(jane, query):
    """The addresses of all events, page by page."""
    found, address = [], f"{PAGE}?{query}"
    while address:
        page = jane.get(address)
        assert page.status_code == 200
        found.append(rows(page))
        address = link(page, "next")
    return found


@pytest.mark.parametrize("sort", ["-occurred_at", "occurred_at", "-ingested_on", "ingested_on"])
def test_no_page_loses_or_repeats_one_of_many_with_the_same_id_and_arrival(cast, jane, sort):
    enter(cast, *(START + n * HOUR for n in range(60)), event_id="SAME")
    pages = walk(jane, f"sort={sort}&event_id=SAME")
    every = [address for page in pages for address in page]
    assert [len(page) for page in pages] == [25, 25, 10]
    moments = [START + n * HOUR for n in range(60)]
    with cast.within():
        wanted = [f"{PAGE}/SAME?at={mark('SAME', moment)}" for moment in moments]
    assert every == (wanted[::-1] if sort.startswith("-") else wanted)


def test_one_can_go_back_to_where_one_came_from(cast, jane):
    enter(cast, *(START + n * HOUR for n in range(60)), event_id="SAME")
    first, second, third = walk(jane, "sort=-ingested_on&event_id=SAME")
    page = jane.get(f"{PAGE}?sort=-ingested_on&event_id=SAME")
    there = jane.get(link(jane.get(link(page, "next")), "next"))
    assert (rows(there), rows(jane.get(link(there, "prev")))) == (third, second)


def test_each_address_leads_to_its_own_moment(cast, jane):
    enter(cast, START, event_id="SAME", properties={"which": "first"})
    enter(cast, START + HOUR, event_id="SAME", properties={"which": "second"})
    with cast.within():
        marks = [mark("SAME", moment) for moment in (START, START + HOUR)]
    first, second = (jane.get(f"{PAGE}/SAME?at={each}").text for each in marks)
    assert ">first<" in first and ">second<" in second
    assert "Mar 7, 2026, 11:30:00" in first and "EST" in first
    assert jane.get(f"{PAGE}/SAME").text.count(">second<") == 1
    for wrong in ("ffffffff", "x", "\N{SNOWMAN}", "1' or '1'='1"):
        assert jane.get(f"{PAGE}/SAME", query_string={"at": wrong}).status_code == 404


def test_a_moment_that_is_hidden_is_not_told_by_the_address(cast, jane):
    enter(cast, *(START + n * HOUR for n in range(30)))
    cast.hide("usage_events", "occurred_at")
    page = jane.get(PAGE)
    assert len(rows(page)) == 25 and "2026" not in "".join(rows(page))
    assert jane.get(rows(page)[3]).status_code == 200


@pytest.mark.parametrize("query, found", [
    ("event_type=api.call", 3), ("event_type=api", 0), ("source=meter", 1), ("source=met", 0),
    ("status=Rejected", 1), ("status=Rejected&status=Received", 4), ("event_id=F-1", 1),
    ("occurred_at.from=2026-03-08&occurred_at.to=2026-03-08", 2),
    ("occurred_at.from=2026-03-07&occurred_at.to=2026-03-07", 2),
    ("event_type=api.call&occurred_at.to=2026-03-07", 1), ("event_type=none", 0),
])
def test_filters(cast, jane, query, found):
    """The first is at 23:30 of the day before in New York; on that day the clocks went on."""
    enter(cast, START, START + HOUR, START + 23 * HOUR, event_id="F-{}")
    enter(cast, START - HOUR, event_id="R-{}", event_type="other", source="meter",
          status="Rejected")
    kept = [each for each in rows(jane.get(f"{PAGE}?{query}")) if each[len(PAGE) + 1] in "FR"]
    assert len(kept) == found, kept


def test_only_the_two_moments_sort(cast, jane):
    page = jane.get(PAGE).text
    assert set(re.findall(r"sort=-?(\w+)", page)) == {"occurred_at", "ingested_on"}
    assert 'aria-sort="descending"' in jane.get(f"{PAGE}?sort=source").text


def test_properties_are_readable_at_any_depth(cast, jane):
    deep = {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": {"i": "deepest"}}}}}}}}}
    enter(cast, START, event_id="PROPS", properties={
        "plain": "x" * 3000, "yes": True, "nothing": None, "exact": 12345678901234567890,
        "hostile": "<script>alert(1)</script>", "request": {"method": "PUT", "tags": ["a", "b"]},
        "items": [{"sku": "S-1"}, {"sku": "S-2"}], "empty": {}, **deep,
    })
    page = jane.get(f"{PAGE}/PROPS").text
    for name in ("request › method", "request › tags", "items › 2 › sku", "a › b › c"):
        assert f"<bdi>{name}" in page
    for text in ("x" * 3000, "a, b", "S-2", "12345678901234567890", "deepest",
                 "&lt;script&gt;alert(1)&lt;/script&gt;"):
        assert text in page
    assert "<script>alert" not in page


def test_an_event_without_properties_says_so(cast, jane):
    enter(cast, START, event_id="BARE", properties={})
    assert "This event came without properties." in jane.get(f"{PAGE}/BARE").text


def test_an_empty_tab_explains_itself(cast, visit):
    jane = visit("acme").at_portal(cast.jane)
    jane.post("/portal/company", {"customer_id": "C-1003"})
    page = jane.get(PAGE)
    assert "No usage events yet" in page.text and "metered" in page.text


@pytest.mark.parametrize("address", [
    PAGE, f"{PAGE}/E-1", "/portal/filter/usage_events", "/portal/columns/usage_events",
    "/portal/exports/new?table=usage_events",
])
def test_a_tab_that_is_off_is_not_there(cast, jane, address):
    assert jane.get(address).status_code == 200
    cast.show("invoices")
    assert jane.get(address).status_code == 404
    assert jane.post("/portal/exports?table=usage_events").status_code == 404
    assert "usage-events" not in jane.get("/portal/invoices").text
