"""The statements of every page: none skips rows to get to a page, none counts without a bound.

Both cost more with every record there is (P11).
"""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from billing.tables.tabs import TABS
from config.line import Line
from tests.guards.identities import BASE
from tests.guards.table import TABLE

# A statement adds up all of its period, which is what was asked for (P10).
STATEMENTS_OWN = "with account as ("
READERS = ("jane", "stan", "program", "anonymous")
SKIPPING = re.compile(r"\boffset\b", re.I)
COUNTING = re.compile(r"\bcount\s*\(", re.I)
BOUNDED = re.compile(r"count\s*\(\s*\*\s*\)\s*(as \w+)?\s*from\s*\(\s*select\b"
                     r"(?:(?!\)\s*\w*bounded|count).)*?\blimit\b", re.I | re.S)
# What a company writes by hand is few: one subscription's lines.
OF_LINES = re.compile(r"count\((distinct )?[*\w.]+\)( -1)?( from subscription_line l\b)", re.I)


class Ear:
    """Hears what goes to the database, through the pipeline too."""

    def __init__(self, monkeypatch):
        self.heard = []
        ask = Line.ask
        monkeypatch.setattr(Line, "ask", lambda line, sql, values: (
            self.heard.append(sql), ask(line, sql, values))[1])

    def note(self, connection, cursor, statement, *_):
        self.heard.append(statement)


@pytest.fixture
def ear(monkeypatch):
    ear = Ear(monkeypatch)
    event.listen(Engine, "before_cursor_execute", ear.note)
    yield ear
    event.remove(Engine, "before_cursor_execute", ear.note)


def faults(statement):
    bare = OF_LINES.sub("", statement)
    if statement.strip().startswith(STATEMENTS_OWN):
        return
    if SKIPPING.search(bare):
        yield "skips"
    if len(COUNTING.findall(bare)) > len(BOUNDED.findall(bare)):
        yield "counts without a bound"


def everywhere(town, ear):
    """(route's name, statement) for every page that somebody may read, and each tab's ways."""
    ids = town.belongings["jane"]
    client = town.app.test_client(use_cookies=False)
    ways = [(route.name, who, route.address(ids), route.fields(ids))
            for route in TABLE if route.safe for who in READERS if who in route.who]
    ways += [(table.key, "jane", table.address, [("sort", f"{sign}{key}")])
             for table in TABS.values() for sign in ("", "-") for key in table.sorts(frozenset())]
    for name, who, address, fields in ways:
        ear.heard.clear()
        client.get(address, base_url=BASE, query_string=fields or None,
                   headers=town.identities[who])
        yield from [(name, statement) for statement in ear.heard]


def test_no_page_skips_rows_or_counts_without_a_bound(town, ear):
    heard = list(everywhere(town, ear))
    assert len({name for name, _ in heard}) > 40 and len(heard) > 200
    wrong = {(name, fault, statement) for name, statement in heard
             for fault in faults(statement)}
    assert wrong == set()


@pytest.mark.parametrize("statement", [
    "select * from usage_event t limit 25 offset 1000000",
    "SELECT invoice_id FROM invoice LIMIT %(p)s OFFSET %(q)s",
    "select count(*) from usage_event", "select count(t.event_id), t.* from usage_event t limit 26",
    "select (select count(*) as n from (select 1 from usage t) bounded), t.* from usage t limit 26",
    "select count(*) from (select 1 from usage limit 1001) b union select count(*) from usage",
])
def test_the_guard_bites(statement):
    assert list(faults(statement))
