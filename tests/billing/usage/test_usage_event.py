"""An event is known by its id and moment, and found among many without looking at each."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from billing.people.customer import Customer
from billing.tables import cursor
from billing.tables.usage_events import USAGE_EVENTS
from billing.tables.view import View
from billing.usage.usage_event import UsageEvent, mark
from config.database import db

NOON = datetime(2026, 3, 8, 12, 0, 0, 123456, tzinfo=timezone.utc)


def event(moment, event_id="EV", **more):
    options = {"customer_id": "C-1001", "event_type": "api.call", **more}
    db.session.add(UsageEvent(event_id=event_id, occurred_at=moment, **options))
    db.session.flush()


def test_the_same_id_at_another_moment_is_another_event(cast):
    with cast.within():
        event(NOON)
        event(NOON + timedelta(microseconds=1))
        with pytest.raises(IntegrityError, match="pk_usage_event"):
            event(NOON)


def test_what_portico_adds_itself(cast):
    with cast.within() as site:
        event(NOON)
        db.session.commit()
        record = db.session.get_one(UsageEvent, (site.tenant_id, "EV", NOON))
        assert (record.status, record.source, record.properties) == ("Received", "", {})
        assert abs(record.ingested_on - record.created_date) < timedelta(seconds=1)


def test_the_mark_in_an_address_finds_the_moment(cast):
    moments = [NOON, NOON + timedelta(microseconds=1), NOON - timedelta(days=40_000)]
    with cast.within() as site:
        for moment in moments:
            event(moment)
        jane = db.session.get_one(Customer, (site.tenant_id, "C-1001"))
        for moment in moments:
            assert UsageEvent.of(jane, "EV", mark("EV", moment)).occurred_at == moment
        assert UsageEvent.of(jane, "EV").occurred_at == max(moments)
        with pytest.raises(NotFound):
            UsageEvent.of(jane, "EV", mark("EV", NOON + timedelta(days=1)))
        with pytest.raises(NotFound):
            UsageEvent.of(jane, "CANARY-B-E")


def test_the_mark_tells_the_moment_only_to_who_has_the_key(cast, monkeypatch):
    """Trying all moments of a year against it would else take a minute (D29)."""
    with cast.within():
        ours, same = mark("EV", NOON), mark("OTHER", NOON)
        monkeypatch.setitem(cast.app.config, "SECRET_KEY", "another installation's")
        assert len({ours, same, mark("EV", NOON)}) == 3


def test_numbers_among_properties_keep_their_digits(cast):
    told = '{"a": 0.1234567890123456789012345, "b": 12345678901234567890, "c": [1.50]}'
    with cast.within() as site:
        event(NOON)
        db.session.execute(
            text("update usage_event set properties = cast(:told as jsonb)"
                 " where event_id = 'EV'"), {"told": told})
        record = db.session.get_one(UsageEvent, (site.tenant_id, "EV", NOON))
        assert record.exact_properties() == {
            "a": "0.1234567890123456789012345", "b": "12345678901234567890", "c": ["1.50"]}


@pytest.mark.parametrize("wrong", [{"status": "Lost"}, {"properties": [1]},
                                   {"customer_id": "C-9999"}])
def test_what_an_event_cannot_be(cast, wrong):
    with cast.within(), pytest.raises(IntegrityError):
        event(NOON, **wrong)


@pytest.fixture
def many(cast, owner):
    """Twenty thousand events of Jane's, some of them rejected, beside a neighbour's as many."""
    with owner.begin() as connection:
        connection.exec_driver_sql("select set_config('app.tenant_id', '1', true)")
        connection.exec_driver_sql(MANY)
        connection.exec_driver_sql("analyze usage_event")


FULL = "usage_event_before"  # older than the months of any database made since
MANY = """
insert into usage_event (tenant_id, event_id, customer_id, event_type, source, status, occurred_at,
                         ingested_on, created_date, updated_date)
select 1, c || n, c, case when n %% 8 = 0 then 'rare' else 'api.call' end,
       case when n %% 9 = 0 then 'rare' else 'gateway' end,
       case when n %% 7 = 0 then 'Rejected' else 'Processed' end,
       timestamptz '2026-01-01' + n * interval '1 second',
       timestamptz '2026-02-01' + n * interval '1 ms', now(), now()
  from generate_series(1, 20000) n, unnest(array['C-1001', 'C-1002']) c"""


def looked_at(cast, query):
    """(the index that a page of Usage Events is read from, what else was done for it)."""
    arguments = MultiDict(pair.split("=", 1) for pair in query.split("&") if pair)
    with cast.within():
        sql, values = View.of(USAGE_EVENTS, arguments).statement()
        raw = db.session.connection().connection.driver_connection
        raw.execute("select set_config('app.customer_id', 'C-1001', true)")
        told, = raw.execute(f"explain (analyze, timing off, format json) {sql}", values).fetchone()
        whole = dict(raw.execute(INDEXES).fetchall())
    reads = list(parts_read(told[0]["Plan"]))
    indexes = {whole[name] for node, _, main in reads if main for name in index_names(node)}
    return indexes.pop() if len(indexes) == 1 else indexes, {
        word for node, above, main in reads for word in faults(node, above)}


INDEXES = """
select c.relname, i.inhparent::regclass::text
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
 where c.relkind = 'i'"""


def parts_read(plan, above=(), main=True):
    """(node, what is done with its rows, whether for the page, not its count) of the full part.

    What the planner chooses for one that is all but empty costs nothing.
    """
    main = main and plan.get("Parent Relationship") not in ("InitPlan", "SubPlan")
    kinds = (*above, plan["Node Type"]) if plan["Actual Rows"] else above
    if plan.get("Relation Name") == FULL:
        yield plan, kinds, main
    for part in plan.get("Plans", ()):
        yield from parts_read(part, kinds, main)


def index_names(node):
    """Its own, or those of a bitmap's parts."""
    if "Index Name" in node:
        return [node["Index Name"]]
    return [name for part in node.get("Plans", ()) for name in index_names(part)]


def faults(node, above):
    yield from {"Sort", "Incremental Sort", "Hash", "Seq Scan", "Bitmap Heap Scan"} & set(above)
    if node.get("Rows Removed by Filter"):
        yield "Rows Removed by Filter"


def deep(sort, moment):
    return f"sort={sort}&after=" + cursor.pack(moment, "C-100110000", 10_000, *(
        (moment,) if "ingested" in sort else ()))


@pytest.mark.parametrize("query, index", [
    ("", "occurred"), ("sort=occurred_at", "occurred"), ("sort=-ingested_on", "ingested"),
    ("sort=ingested_on", "ingested"), ("event_type=rare", "type"),
    ("event_type=rare&occurred_at.from=2026-01-01&occurred_at.to=2026-01-01", "type"),
    ("source=rare", "source"), ("source=none", "source"), ("event_type=none", "type"),
    ("status=Rejected", "unprocessed"), ("status=Rejected&status=Received", "unprocessed"),
    (deep("-occurred_at", datetime(2026, 1, 1, 6, tzinfo=timezone.utc)), "occurred"),
    (deep("-ingested_on", datetime(2026, 2, 1, 0, 0, 9, tzinfo=timezone.utc)), "ingested"),
])
def test_a_page_is_read_off_an_index_in_its_order(cast, many, query, index):
    assert looked_at(cast, query) == (f"ix_usage_event_{index}", set())


def test_only_the_moments_sort():
    assert USAGE_EVENTS.sorts(frozenset()) == {"occurred_at", "ingested_on"}
