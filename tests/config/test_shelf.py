"""Small files with a mark, in the store that is really there."""

import pytest

from config import shelf, storage

KEY = "7/documents/invoice/INV 1 ü&?#.en.pdf"


@pytest.fixture
def within(one_app):
    with one_app.app_context():
        yield one_app


@pytest.fixture
def elsewhere(within, monkeypatch):
    """Change a setting of the app."""
    return lambda name, value: monkeypatch.setitem(within.config, name, value)


def test_what_was_kept_comes_back_by_its_mark(within):
    shelf.keep(KEY, b"first", "application/pdf", "one")
    assert shelf.kept(KEY, "one") == b"first"
    assert shelf.kept(KEY, "two") is None
    assert shelf.read(KEY) == shelf.read(KEY) == b"first", "under the key that others name too"


def test_another_takes_its_place_with_its_mark(within):
    shelf.keep(KEY, b"first", "application/pdf", "one")
    shelf.keep(KEY, b"second", "application/pdf", "two")
    assert shelf.kept(KEY, "one") is None
    assert shelf.kept(KEY, "two") == b"second"


def test_what_is_not_there_is_none(within):
    assert shelf.kept("7/documents/no such", "one") is None
    assert shelf.read("7/documents/no such") is None


def test_what_others_stored_is_read_but_bears_no_mark(within):
    storage.put(KEY, b"of others", "application/pdf")
    assert shelf.kept(KEY, "one") is None
    assert shelf.read(KEY) == b"of others"


@pytest.mark.parametrize(("name", "value"), [
    ("S3_SECRET_ACCESS_KEY", "wrong"), ("S3_ENDPOINT_URL", "http://127.0.0.1:9"),
])
def test_a_store_that_refuses_or_is_away_is_told(elsewhere, name, value):
    elsewhere(name, value)
    with pytest.raises(shelf.NotThere):
        shelf.keep(KEY, b"first", "application/pdf", "one")


def test_a_store_that_is_away_has_nothing(elsewhere):
    elsewhere("S3_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(shelf.NotThere):
        shelf.kept(KEY, "one")
