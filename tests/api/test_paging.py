"""Lists come in pages by cursor: nothing twice, nothing left out (I4)."""

import base64
import json
from datetime import timedelta

from api.docs import FILE
from billing.people.customer import Customer
from billing.tables import cursor
from config import clock
from config.database import db
from tests.statements import counted, known_tenant


def ids(records):
    return [each["customer_id"] for each in records]


def test_pages_of_any_size_hold_every_record_once(program):
    for size, pages in ((1, 6), (2, 3), (4, 2), (6, 1), (500, 1)):
        records, walked = program.walk("/customers", size)
        assert ids(records) == [f"C-100{n}" for n in range(1, 7)]
        assert walked == pages


def test_a_page_holds_fifty_unless_told_otherwise(program, cast):
    with cast.within():
        db.session.add_all(
            Customer(customer_id=f"X-{n:03}", name="X", currency="USD") for n in range(60)
        )
        db.session.commit()
    assert len(program.get("/customers").json["data"]) == 50


def test_a_record_that_comes_between_pages_moves_none(program, cast):
    first = program.get("/customers", query_string={"size": 2}).json
    with cast.within():
        db.session.add(Customer(customer_id="A-0", name="Early", currency="USD"))
        db.session.commit()
    rest = {"size": 2, "cursor": first["next_cursor"]}
    assert ids(program.get("/customers", query_string=rest).json["data"]) == ["C-1003", "C-1004"]


def refused(program, name, value):
    answer = program.get("/customers", query_string={name: value})
    assert answer.status_code == 422, value
    assert answer.content_type == "application/problem+json"
    fault, = answer.json["errors"]
    assert fault["parameter"] == name and fault["detail"]


def test_a_size_beyond_the_bounds_is_refused(program):
    for size in ("0", "-1", "501", "many", "1e3", ""):
        refused(program, "size", size)


BROKEN = ["x", "e30", "WyJzIiwiYSJd", "\N{SNOWMAN}", cursor.pack("C-1", "C-1", 0)[:-4],
          base64.urlsafe_b64encode(json.dumps(["s", "\0", "\0", 0]).encode()).decode()]


def test_a_cursor_that_is_not_ours_is_refused(program):
    for word in BROKEN:
        refused(program, "cursor", word)


def test_a_foreign_cursor_opens_own_records_only(program):
    word = cursor.pack("CANARY-initech-INV", "CANARY-initech-INV", 0)
    listed = program.get("/invoices", query_string={"cursor": word}).json["data"]
    assert {each["customer_id"] for each in listed} <= {"C-1001", "C-1002"}


def test_a_page_costs_the_same_number_of_statements_however_long(program, monkeypatch):
    with known_tenant(monkeypatch):
        program.get("/invoices")
        few, many = (
            counted(lambda size=size: program.get("/invoices", query_string={"size": size}))
            for size in (1, 5)
        )
    assert few == many <= 6


def test_what_was_changed_since_a_moment_comes_by_that_moment(program, cast):
    with clock.travelled(hours=1), cast.within():
        for customer_id in ("C-1004", "C-1002"):
            db.session.get(Customer, (cast.acme, customer_id)).name = "Renamed"
            db.session.commit()
    since = {"updated_since": (clock.now() + timedelta(minutes=30)).isoformat(), "size": 1}
    first = program.get("/customers", query_string=since).json
    second = program.get("/customers", query_string={**since, "cursor": first["next_cursor"]}).json
    assert ids(first["data"] + second["data"]) == ["C-1004", "C-1002"]
    assert second["next_cursor"] is None
    later = {"updated_since": (clock.now() + timedelta(hours=2)).isoformat()}
    assert program.get("/customers", query_string=later).json["data"] == []


def test_a_moment_is_one_of_rfc_3339(program):
    for moment in ("yesterday", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31"):
        refused(program, "updated_since", moment)
    plain = program.get("/customers", query_string={"size": 1}).json["next_cursor"]
    query = {"updated_since": "2026-01-01T00:00:00Z", "cursor": plain}
    assert program.get("/customers", query_string=query).status_code == 422


def lists():
    """Every address whose answer comes in pages."""
    told = json.loads(FILE.read_text())["paths"]
    return [path.removeprefix("/api/v1") for path, calls in told.items()
            if "cursor" in json.dumps(calls.get("get", {}).get("parameters", []))]


def test_a_filter_that_no_list_has_is_refused_and_not_passed_over(program):
    assert len(lists()) > 8
    for path in lists():
        answer = program.get(path, query_string={"custmer_id": "C-1001"})
        assert answer.status_code == 422, path
        assert {"parameter": "custmer_id", "detail": "Unknown field."} in answer.json["errors"]
