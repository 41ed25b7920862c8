"""Usage events are listed: one customer's by time, or all by their last change (I4, I5)."""

from datetime import timedelta

import pytest

from config import clock
from tests.api.test_usage_events import event, send


def test_they_are_listed_by_customer_and_time(meter, program):
    moments = [clock.now() - timedelta(minutes=minutes) for minutes in (30, 20, 10)]
    send(meter, [event(f"N-{n}", occurred_at=moment.isoformat(), event_type="type")
                 for n, moment in enumerate(moments)])

    def ids(**query):
        told = program.get("/usage_events", query_string={
            "customer_id": "C-1001", "event_type": "type", **query}).json
        return [each["event_id"] for each in told["data"]], told["next_cursor"]

    first, cursor = ids(size=2)
    assert (first, ids(size=2, cursor=cursor)) == (["N-0", "N-1"], (["N-2"], None))
    assert ids(occurred_since=moments[1].isoformat(), occurred_before=moments[2].isoformat()) == (
        ["N-1"], None)
    assert ids(customer_id="nobody") == ([], None)


def since(moment, **query):
    return {"updated_since": moment.isoformat(), **query}


def walked(program, query, size):
    """(ids and moments, page by page, number of pages) of all that have come or changed."""
    found, pages = [], 0
    while True:
        told = program.get("/usage_events", query_string={**query, "size": size}).json
        found += [(each["event_id"], each["occurred_at"]) for each in told["data"]]
        pages += 1
        if told["next_cursor"] is None:
            return found, pages
        query = {**query, "cursor": told["next_cursor"]}


def test_what_has_come_or_changed_since_a_moment_is_listed_once(meter, program):
    start = clock.now()
    moments = [(start - timedelta(days=days)).isoformat() for days in (70, 40, 10)]
    with clock.travelled(hours=1):
        send(meter, [event(f"N-{n}", occurred_at=moment)
                     for n in (1, 2) for moment in moments])
    with clock.travelled(hours=2):
        program.patch("/usage_events/N-1", json={"status": "Processed"})
        send(meter, [event("N-0", occurred_at=moments[0])])
    later = since(start + timedelta(minutes=30))
    expected = [*(("N-1", moment) for moment in moments[:2]),
                *(("N-2", moment) for moment in moments), ("N-1", moments[2]), ("N-0", moments[0])]
    for size, pages in ((1, 7), (2, 4), (500, 1)):
        assert walked(program, later, size) == (expected, pages)
    assert walked(program, since(start + timedelta(minutes=90)), 50)[0] == expected[-2:]
    assert walked(program, since(start + timedelta(hours=3)), 50)[0] == []


def test_all_are_those_of_the_company(program):
    assert {each for each, _ in walked(program, {}, 1)[0]} == {"E-1", "CANARY-B-E"}


@pytest.mark.parametrize(("query", "field"), [
    ({"event_type": "api.call"}, "event_type"),
    ({"occurred_since": "2026-01-01T00:00:00Z"}, "occurred_since"),
    ({"occurred_before": "2026-01-01T00:00:00Z"}, "occurred_before"),
    ({"customer_id": "C-1001", "updated_since": "2026-01-01T00:00:00Z"}, "updated_since"),
])
def test_the_two_ways_are_not_mixed(program, query, field):
    answer = program.get("/usage_events", query_string=query)
    assert answer.status_code == 422
    assert [each["parameter"] for each in answer.json["errors"]] == [field]


def test_a_cursor_is_of_one_way(program, meter):
    send(meter, [event("N-1"), event("N-2")])
    one, every = ({"customer_id": "C-1001"}, {})
    cursors = [program.get("/usage_events", query_string={**way, "size": 1}).json["next_cursor"]
               for way in (one, every)]
    for way, cursor in ((one, cursors[1]), (every, cursors[0])):
        answer = program.get("/usage_events", query_string={**way, "cursor": cursor})
        assert answer.status_code == 422 and answer.json["errors"][0]["parameter"] == "cursor"
