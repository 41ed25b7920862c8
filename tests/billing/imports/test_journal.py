"""How far an import has come: kept for the same file and purpose, by one process at a time."""

import json

import pytest

from billing.imports.journal import Journal, UnderWay, identity
from billing.imports.row import Row
from billing.imports.stripe.take import Source
from billing.imports.tally import Tally


class Killed(BaseException):
    """As if the process had ended here."""


@pytest.fixture
def begin(tmp_path):
    path = tmp_path / "some.errors.jsonl"

    def begun(of="this", fate=Killed, refused=1):
        with pytest.raises(Killed), Journal(path, {"of": of}, Tally()) as journal:
            begun.resumed = (journal.place, journal.row, journal.tally.refused, journal.kept)
            for number in range(refused):
                journal.refuse(Source, Row(number, None, {}, 0), "no")
            journal.kept = {"after": "x"}
            journal.mark(journal.place + 10, journal.row + 2)
            journal.refuse(Source, Row(99, None, {}, 0), "after the mark")
            raise Killed
        return path.read_text().splitlines()

    return begun


def test_what_came_after_the_last_mark_is_done_again(begin):
    begin()
    lines = begin()
    assert begin.resumed == (10, 2, 1, {"after": "x"})
    assert [json.loads(line)["row"] for line in lines] == [0, 0, 99]


def test_another_file_or_purpose_begins_anew(begin, tmp_path):
    begin("this")
    begin("that")
    assert begin.resumed == (0, 0, 0, {})
    file = tmp_path / "file"
    file.write_text("a")
    before = identity(file)
    file.write_text("b,")
    assert identity(file) != before


def test_a_torn_position_begins_anew(begin, tmp_path):
    begin()
    (tmp_path / "some.errors.jsonl.position").write_text('{"of": {"of"')
    begin()
    assert begin.resumed == (0, 0, 0, {})


def test_an_error_file_that_somebody_took_away_begins_anew(begin, tmp_path):
    begin()
    (tmp_path / "some.errors.jsonl").unlink()
    assert [json.loads(line)["row"] for line in begin()] == [0, 99]
    assert begin.resumed[:2] == (10, 2)


def test_two_do_not_take_one_file_at_once(tmp_path):
    with Journal(tmp_path / "errors", {}, Tally()):
        with pytest.raises(UnderWay), Journal(tmp_path / "errors", {}, Tally()):
            pass
    assert list(tmp_path.iterdir()) == []
