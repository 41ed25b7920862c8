"""Statements that travel together: what goes in comes out, however large, many or wrong."""

from contextlib import closing
from datetime import date
from decimal import Decimal

import psycopg
import pytest

from config import line as lines
from config import pipeline

SAME = "select %s::text as said"


@pytest.fixture
def line(app):
    with app.app_context(), closing(pipeline.at_once().raw_connection()) as borrowed:
        yield pipeline.line_of(borrowed)


def one(line, sql, *values):
    ((row,),) = line.read([(sql, values)])
    return row


def test_values_come_back_as_what_they_are(line):
    sql = "select %s as day, %s as sum, %s as none, %s::jsonb as tree, '100 %%' as share"
    row = one(line, sql, date(2026, 2, 28), Decimal("1.50"), None, '{"a": [1]}')
    assert row == {"day": date(2026, 2, 28), "sum": Decimal("1.50"), "none": None,
                   "tree": {"a": [1]}, "share": "100 %"}


@pytest.mark.parametrize("number", [1, 40_000, 3_000_000_000, 10**25])
def test_a_number_of_any_width_fits_one_statement(line, number):
    assert one(line, "select %s as n", 7)["n"] == 7
    assert one(line, "select %s as n", number)["n"] == number


def test_statements_answer_in_their_order_and_without_rows_too(line):
    found = line.read([("select 1 as a where false", ()), (SAME, ("x",)), ("select 2 as b", ())])
    assert found == [[], [{"said": "x"}], [{"b": 2}]]


def test_more_than_the_network_takes_at_once(line):
    text = "x" * 20_000_000
    assert one(line, SAME, text)["said"] == text


def test_the_first_error_is_told_and_the_line_goes_on(line):
    with pytest.raises(psycopg.errors.DivisionByZero):
        line.read([(SAME, ("x",)), ("select 1 / (select 0)", ()), ("select 1 as a", ())])
    assert one(line, SAME, "y")["said"] == "y" and not line.astray


def test_no_more_statements_are_kept_than_there_is_room_for(line, monkeypatch):
    monkeypatch.setattr(lines, "MOST", 3)
    for number in range(10):
        assert one(line, f"select %s::text as said, {number} as n", "x") == {
            "said": "x", "n": number}
    kept = one(line, "select count(*) as n from pg_prepared_statements where name like 's%%'")
    assert kept["n"] == len(line.prepared) <= lines.MOST


def test_a_statement_that_failed_when_it_was_new_is_prepared_anew(line):
    for _ in range(2):
        with pytest.raises(psycopg.errors.UndefinedColumn):
            line.read([(SAME, ("x",)), ("select nothing", ()), ("select 3 as c", ())])
    assert line.read([(SAME, ("x",)), ("select 3 as c", ())]) == [[{"said": "x"}], [{"c": 3}]]


def test_a_line_that_was_cut_says_so(line):
    with pytest.raises(psycopg.OperationalError):
        line.read([("select pg_terminate_backend(pg_backend_pid())", ())])
    assert line.dead and line.astray
