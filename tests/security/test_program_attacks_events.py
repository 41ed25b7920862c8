"""A batch of usage events costs what its size allows, and what was stored is read again (I5)."""

import gzip
import json
import resource
import time
from datetime import timedelta

import pytest

from billing.shape_own import LARGEST
from billing.usage import usage_event_reader as reader
from config import clock
from tests.api.program import Program

LINES = "application/x-ndjson"


@pytest.fixture
def program(cast, app):
    return Program(app, "acme", "acme-key")


def event(number, properties="{}"):
    """As text, so that its numbers are those that were said."""
    moment = (clock.now() - timedelta(hours=1)).isoformat()
    said = json.dumps({"event_id": f"N-{number}", "customer_id": "C-1001", "event_type": "x",
                       "occurred_at": moment})
    return f'{said[:-1]}, "properties": {properties}}}'


def send(program, body, kind="application/json", **headers):
    return program.post("/usage_events", data=body, content_type=kind, headers=headers)


NOT_KEPT = ("1e-16384", "1e-99999", "0e-99999", "1E+131072", "1e-" + "9" * 40, "-1e-99999",
            "9" * 4_301, "[" + "1e300," * 100 + "1]", "[" + "1e-99," * 1000 + "1]", "1e400")
KEPT = ("1e-9", "1e99", "-2.5E+3", "9" * 300, "0." + "0" * 400 + "1", "1e300")


def test_a_number_that_cannot_be_kept_or_told_is_refused_alone(program):
    bad = [event(place, f'{{"a": {number}}}') for place, number in enumerate(NOT_KEPT)]
    batch = [event("good"), *bad]
    for kind, body in (("application/json", f"[{','.join(batch)}]"), (LINES, "\n".join(batch))):
        told = send(program, body, kind)
        assert told.status_code == 200, told.text
        assert told.json["refused"] == len({each["pointer"].split("/")[1]
                                            for each in told.json["errors"]}) == len(NOT_KEPT)
    listed = program.get("/usage_events?customer_id=C-1001")
    assert [each["event_id"] for each in listed.json["data"]].count("N-good") == 1


def test_what_was_kept_is_read_again_and_no_larger_than_allowed(program, cast, jane):
    cast.show("usage_events")
    body = ",".join(event(place, f'{{"a": {number}}}') for place, number in enumerate(KEPT))
    assert send(program, f"[{body}]").json["stored"] == len(KEPT)
    for place, number in enumerate(KEPT):
        found = program.get(f"/usage_events/N-{place}")
        assert float(found.json["properties"]["a"]) == pytest.approx(float(number))
        assert len(found.data) < LARGEST
    assert jane.get("/portal/usage-events").status_code == 200


@pytest.mark.parametrize("body, kind", [
    (b"[" + b"0," * 200_000 + b"0]", "application/json"),
    (b"[" + b"{}," * 200_000 + b"0]", "application/json"),
    (b"0\n" * 200_000, LINES), (b"\n" * 5_000_000 + b"{}\n" * 10_001, LINES),
], ids=["numbers", "objects", "lines", "empty lines"])
def test_more_than_anybody_may_send_is_refused_before_it_is_looked_at(program, body, kind):
    """Each would have cost as much as to judge it; minutes of work for some packed kilobytes."""
    few, spent = b"[" + b"0," * (reader.MOST - 1) + b"0]", []
    for text, sort, status in ((few, "application/json", 422), (body, kind, 413)):
        began = time.thread_time()
        told = send(program, gzip.compress(text, 1), sort, **{"Content-Encoding": "gzip"})
        spent.append(time.thread_time() - began)
        assert told.status_code == status
    assert spent[1] < 2 * spent[0]


def test_so_many_parts_that_they_fill_the_memory_are_refused(program):
    """Thirty megabytes of commas would have become a thousand in memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path, body in (("/usage_events", b"[" + b"0," * 15_000_000 + b"0]"),
                       ("/customers", b'{"custom_fields":[' + b"[]," * 10_000_000 + b"0]}")):
        told = program.post(path, data=gzip.compress(body, 1), content_type="application/json",
                            headers={"Content-Encoding": "gzip"})
        assert told.status_code == 413
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_of_one_event_few_faults_are_told(program):
    strange = json.dumps({f"field-{number}": 1 for number in range(150)})
    told = send(program, f"[{strange}, {event(1)}]").json
    assert (told["stored"], told["refused"], len(told["errors"])) == (1, 1, reader.FEW)


def test_own_fields_are_as_large_as_they_are_told():
    from billing.people.customer_shape import CustomerShape

    shape = CustomerShape(partial=True)
    many = {"a": [1e300] * 100}
    assert len(json.dumps(many)) < LARGEST / 10
    assert set(shape.validate({"custom_fields": many})) == {"custom_fields"}
    assert not shape.validate({"custom_fields": {"a": [1e300] * 20 + [1e-300, 0.5, -1e16]}})
