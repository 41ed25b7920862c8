"""Files that somebody else has written harm neither who imports nor who mends them (I7)."""

import csv
import json

import pytest

from billing.imports.csv_file import CsvFile
from billing.imports.journal import Journal
from billing.imports.json_lines import JsonLines
from billing.imports.refused import Unreadable
from billing.imports.tally import Tally

CELLS = ("=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "'=quoted", "''-x", "-12.50",
         "+1", "'plain", "=", "", "-1e5", "plain")


def refused(tmp_path, source, reason="no"):
    """The error file, all of the source's rows refused."""
    path = tmp_path / f"errors{source.suffix}"
    with Journal(path, {}, Tally()) as journal:
        for row in source.rows():
            journal.refuse(source, row, reason)
        journal.mark(row.place, row.number)
    return path


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / "hostile.csv"
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([["name"], *([each] for each in CELLS if each)])
    return CsvFile(path)


def test_an_error_file_opens_as_no_formula_and_is_taken_as_it_was(tmp_path, hostile):
    path = refused(tmp_path, hostile, "=1+1")
    with open(path, newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [each for each in cells if each[:1] in tuple("=+-@\t\r") and each not in (
        "-12.50", "+1", "-1e5")]
    again = [row.content["name"] for row in CsvFile(path).rows()]
    assert again == [row.content["name"] for row in hostile.rows()] == [*filter(None, CELLS)]


def test_half_a_character_is_told_in_the_error_file_and_ends_nothing(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_bytes(b'{"name": "a\\ud800b"}\n{"name": "\xff"}\n{"name": "c"}\n')
    found = refused(tmp_path, JsonLines(path), "half \ud800 is none")
    assert len(list(map(json.loads, found.read_bytes().decode(errors="replace").splitlines()))) == 3
    assert [row.content["name"] for row in JsonLines(found).rows()] == ["a\ud800b", "\udcff", "c"]


def test_what_a_file_is_called_to_hold_moves_nothing_on_a_terminal():
    assert str(Unreadable("has a column “\x1b[2J\x9bname\r”")) == "has a column “�[2J�name�”"
