"""Usage events come in by the thousand, each stored once, and are read back (I5, D30)."""

import gzip
import json
from datetime import timedelta
from threading import Barrier, Thread

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from billing.usage.usage_event import UsageEvent
from billing.usage.usage_event_writing import UsageEvents
from config import clock
from config.database import db
from tenants import site
from tenants.api_key import ApiKey
from tenants.portal_setup import PortalSetup
from tests.api.program import Program

LINES = "application/x-ndjson"


def event(event_id, **more):
    moment = clock.now() - timedelta(hours=1)
    return {"event_id": event_id, "customer_id": "C-1001", "event_type": "api.call",
            "occurred_at": moment.isoformat(), **more}


def send(meter, events, status=200, **options):
    answer = meter.post("/usage_events", **{"json": events, **options})
    assert answer.status_code == status, answer.text
    return answer.json


def send_text(meter, text, kind="application/json", status=200, **headers):
    return send(meter, None, status, json=None, data=text, content_type=kind, headers=headers)


def stored(cast):
    with cast.within():
        return {each.event_id: each for each in db.session.scalars(
            select(UsageEvent).where(UsageEvent.event_id.like("N-%")))}


def counts(told):
    return told["stored"], told["known"], told["refused"]


def test_events_are_stored_with_all_they_say(meter, cast):
    told = send(meter, [event("N-1", source="gateway", status="Processed",
                              properties={"region": "eu"}), event("N-2")])
    assert told == {"received": 2, "stored": 2, "known": 0, "refused": 0, "known_positions": [],
                    "errors": []}
    first, second = (stored(cast)[key] for key in ("N-1", "N-2"))
    assert (first.source, first.status, first.properties) == ("gateway", "Processed",
                                                              {"region": "eu"})
    assert (second.source, second.status, second.properties) == ("", "Received", {})
    assert second.customer_id == "C-1001" and second.created_by == "meter"
    assert clock.now() - second.ingested_on < timedelta(minutes=1)


def test_what_is_known_is_told_and_stays_as_it_is(meter, cast):
    batch = [event("N-1"), event("N-2")]
    again = {**batch[0], "event_type": "other", "occurred_at": batch[0]["occurred_at"].replace(
        "+00:00", "Z")}
    told = send(meter, [*batch, again])
    assert counts(told) == (2, 1, 0) and told["known_positions"] == [2]
    told = send(meter, [*batch, event("N-3"), event("N-1")])
    assert counts(told) == (2, 2, 0) and told["known_positions"] == [0, 1]
    assert stored(cast)["N-2"].event_type == "api.call"


def test_what_is_wrong_is_told_by_its_place_and_the_rest_is_stored(meter, cast):
    wrong = [
        (event("PT-1"), "event_id"), (event("N 1"), "event_id"), (event("N-1\n"), "event_id"),
        (event("N-2", customer_id="nobody"), "customer_id"),
        (event("N-3", occurred_at="2026-01-01T00:00:00"), "occurred_at"),
        (event("N-4", occurred_at="1899-12-31T00:00:00Z"), "occurred_at"),
        (event("N-5", occurred_at=(clock.now() + timedelta(days=2)).isoformat()), "occurred_at"),
        (event("N-6", event_type=""), "event_type"), (event("N-7", source="\0"), "source"),
        (event("N-8", status="Lost"), "status"), (event("N-9", properties=[1]), "properties"),
        (event("N-10", properties={"a": "\0"}), "properties"),
        (event("N-11", properties={"a": "x" * 16_400}), "properties"),
        (event("N-12", color="red"), "color"), (5, ""),
        ({k: v for k, v in event("N-13").items() if k != "event_type"}, "event_type"),
    ]
    told = send(meter, [event("N-good"), *(each for each, _ in wrong)])
    assert counts(told) == (1, 0, len(wrong)) and list(stored(cast)) == ["N-good"]
    named = [each.split("/")[1:] for each in dict.fromkeys(
        fault["pointer"] for fault in told["errors"])]
    assert [(int(place), *field) for place, *field in named] == [
        (place, *filter(None, [field])) for place, (_, field) in enumerate(wrong, 1)]
    assert all(fault["detail"] for fault in told["errors"])


def test_a_batch_of_which_nothing_is_taken_is_no_success(meter, cast):
    """Nor is it kept under its key: mended, it may come again with the same."""
    batch, key = [event("N-1", customer_id="nobody"), 5], {"Idempotency-Key": "once"}
    told = send(meter, batch, 422, headers=key)
    assert {each["pointer"] for each in told["errors"]} == {"/0/customer_id", "/1"}
    assert counts(send(meter, [event("N-1"), 5], headers=key)) == (1, 0, 1)


def test_json_lines_may_come_packed(meter, cast):
    lines = "\n".join([json.dumps(event("N-1")), "", "{broken", json.dumps(event("N-2")), ""])
    packed = {"Content-Encoding": "gzip"}
    body, key = gzip.compress(lines.encode()), {"Idempotency-Key": "one"}
    told = send_text(meter, body, LINES, **packed, **key)
    assert counts(told) == (2, 0, 1) and set(stored(cast)) == {"N-1", "N-2"}
    assert told["errors"][0]["pointer"].startswith("/1")
    assert send_text(meter, body, LINES, **packed, **key) == told
    told = send_text(meter, gzip.compress(json.dumps([event("N-3")]).encode()), **packed)
    assert counts(told) == (1, 0, 0)


def test_a_call_of_too_many_or_of_no_events_is_refused(meter, cast):
    send_text(meter, b"[" + b"{}," * 10_000 + b"{}]", status=413)
    for text in (b"", b"{}", b"[1", b'"x"', b"\xff", b"[" * 100_000):
        send_text(meter, text, status=400)
    send_text(meter, b"event_id,customer_id", "text/csv", status=415)
    assert counts(send(meter, [])) == (0, 0, 0) and not stored(cast)


def test_it_takes_a_key_for_events(meter, program, cast, app):
    meter.post("/usage_events", json=[event("N-1")])
    assert meter.get("/customers").status_code == 403
    with cast.within():
        ApiKey.issue("writer", ["read", "write"], "writer-key")
        db.session.commit()
    assert "events" in send(Program(app, "acme", "writer-key"), [event("N-2")], 403)["detail"]
    for subdomain in ("initech", "acme-sandbox"):
        send(Program(app, subdomain, "meter-key"), [event("N-2")], 401)
    assert set(stored(cast)) == {"N-1"}


def test_the_digits_of_properties_stay(meter, cast):
    number = "0.1234567890123456789012345"
    text = json.dumps([event("N-1", properties={"n": "?"})]).replace('"?"', number)
    assert counts(send_text(meter, text)) == (1, 0, 0)
    with cast.within():
        kept = db.session.scalar(select(UsageEvent).where(UsageEvent.event_id == "N-1"))
        assert kept.exact_properties() == {"n": number}
    for size in ("1e999999", "-1E+4000", "[1e131073]"):
        told = send_text(meter, text.replace("N-1", "N-2").replace(number, size), status=422)
        assert told["errors"][0]["pointer"].startswith("/0"), size


def test_what_the_company_does_not_keep_is_refused(meter, cast):
    with cast.within():
        db.session.get(PortalSetup, cast.acme).usage_event_months = 2
        db.session.commit()
    site.forget()
    days = [(clock.now() - timedelta(days=days)).isoformat() for days in (58, 63)]
    told = send(meter, [event(f"N-{n}", occurred_at=day) for n, day in enumerate(days)])
    assert counts(told) == (1, 0, 1) and "so long ago" in told["errors"][0]["detail"]


def test_the_same_batch_from_two_at_once_is_stored_once(meter, cast, app):
    batch, told, ready = [event(f"N-{n}") for n in range(300)], [], Barrier(2)

    def bring(events):
        program = Program(app, "acme", "meter-key")
        ready.wait(20)
        told.append(send(program, events))

    threads = [Thread(target=bring, args=[events]) for events in (batch, batch[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(each["stored"] for each in told) == [0, 300]
    assert [each["refused"] for each in told] == [0, 0] and len(stored(cast)) == 300


anything = st.recursive(
    st.none() | st.booleans() | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8)


@settings(max_examples=30, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.fixed_dictionaries({}, optional={
    "event_id": st.text("Nx-.\0", max_size=5), "customer_id": st.just("C-1001") | anything,
    "event_type": anything, "occurred_at": st.datetimes().map(lambda each: f"{each}Z") | anything,
    "source": st.text(), "properties": anything}) | anything, max_size=4))
def test_whatever_comes_is_stored_or_refused(meter, batch):
    told = send_text(meter, json.dumps([*batch, event("N-1")]))
    assert sum(counts(told)) == told["received"] == len(batch) + 1
    assert len(batch) not in {int(each["pointer"].split("/")[1]) for each in told["errors"]}


def test_files_bring_them_by_the_same_rules(cast):
    rows = [UsageEvents.shape().load(event(*each)) for each in (("N-1",), ("N-1",))]
    with cast.within():
        fates = UsageEvents().put_all([*rows, {**rows[0], "customer_id": "nobody"}])
        assert [new for _, new, _ in fates] == [True, True, False]
        assert "customer_id" in fates[2][2].normalized_messages()


def test_one_is_read_and_marked_by_its_id_and_moment(meter, program):
    moments = [(clock.now() - timedelta(days=days)).isoformat() for days in (2, 1)]
    send(meter, [event("N-1", occurred_at=moment) for moment in moments])
    at = {"occurred_at": moments[0]}
    answer = program.patch("/usage_events/N-1", query_string=at, json={"status": "Processed"})
    assert (answer.status_code, answer.json["status"]) == (200, "Processed")
    assert program.get("/usage_events/N-1").json["status"] == "Received"
    assert program.get("/usage_events/N-1", query_string=at).json["updated_by"] == "tests"
    assert program.patch("/usage_events/N-1", json={"event_type": "x"}).status_code == 422
    assert program.get("/usage_events/CANARY-initech-E").status_code == 404
