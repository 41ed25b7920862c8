"""Files read row by row: wherever reading stopped, it goes on with the next row."""

import csv
import io
import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.imports.cells import Cells
from billing.imports.csv_file import CsvFile
from billing.imports.json_lines import JsonLines
from billing.imports.refused import Refused
from billing.people.customer_shape import CustomerShape
from billing.usage.usage_event_shape import UsageEventShape

CALM = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
numbers = itertools.count()
HEAD = "customer_id,name,currency,custom_fields.a\n"


@pytest.fixture
def file(tmp_path):
    def written(content):
        path = tmp_path / str(next(numbers))
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def suffixes(source, first):
    """What is read after each row, and what had been read after it."""
    rows = list(source.rows())
    for place, row in enumerate(rows):
        yield list(source.rows(row.place, row.end)), rows[place + 1:]
    assert [row.number for row in rows[:1]] in ([], [first])


@CALM
@given(st.lists(st.lists(st.text("ab,;\"\n\r é😀", max_size=6), min_size=2, max_size=2)),
       st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_csv_file_is_read_on_from_any_row(file, rows, ending, marked):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([["x", "y"], *rows])
    source = CsvFile(file(("\ufeff" if marked else "") + text.getvalue()))
    for read_on, rest in suffixes(source, 2):
        assert read_on == rest
    assert [list(row.content.values()) for row in source.rows()] == rows
    told = source.title() + "".join(source.complaint(row, "no") for row in source.rows())
    assert [row.content for row in CsvFile(file(told)).rows()] == [
        row.content for row in source.rows()]


@CALM
@given(st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=2), min_size=1))
def test_json_lines_are_read_on_from_any_row(file, objects):
    source = JsonLines(file("".join(json.dumps(each) + "\n" for each in objects)))
    for read_on, rest in suffixes(source, 1):
        assert read_on == rest
    assert [row.content for row in source.rows()] == objects


@CALM
@given(st.binary(max_size=200))
def test_whatever_a_file_holds_is_told_or_read(file, content):
    shape = CustomerShape()
    for source in (CsvFile(file(HEAD.encode() + content)), JsonLines(file(content))):
        rows = source.rows()
        if isinstance(source, CsvFile):
            rows = Cells(source.header, shape, "customer_id").records(rows)
        for row in rows:
            assert isinstance(row.content, (dict, Refused))
            assert isinstance(source.complaint(row, "no"), str)


def content(file, shape, key, text):
    source = CsvFile(file(text))
    return [row.content for row in Cells(source.header, shape, key).records(source.rows())]


def test_cells_hold_parts_and_wholes(file):
    text = 'event_id,properties,properties.b\nE-1,"{""a"": 1}",2\nE-2,[1],2\nE-3,{,\n'
    first, *others = content(file, UsageEventShape(), "event_id", text)
    assert first == {"event_id": "E-1", "properties": {"a": 1, "b": "2"}}
    assert [str(each) for each in others] == [
        "properties is not an object", "properties is not JSON"]


def test_rows_of_one_id_are_two_where_nothing_can_grow(file):
    rows = content(file, CustomerShape(), "customer_id", f"{HEAD}C,One,USD,\nC,Two,USD,\n")
    assert [each["name"] for each in rows] == ["One", "Two"]
