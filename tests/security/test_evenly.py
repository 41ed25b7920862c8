"""How long an answer takes tells nobody whose address is known (R5)."""

import threading
import time

import pytest

from config import pace


def seconds(visitor, path, email):
    started = time.perf_counter()
    answer = visitor.post(path, {"email": email})
    assert answer.status_code == 200
    return time.perf_counter() - started


@pytest.mark.parametrize("path", ["/portal/forgot", "/portal/confirmation/again", "/setup/forgot"])
def test_nobody_known_and_nobody_unknown_is_answered_sooner(cast, visit, path):
    for email in ("jane@atlas.example", "stan@acme.example", "nobody@example.com"):
        assert seconds(visit("acme"), path, email) >= pace.SECONDS


def test_reading_the_page_waits_for_nothing(cast, visit, monkeypatch):
    """Were it to wait so long, its own patience would end this test before that."""
    monkeypatch.setattr(pace, "SECONDS", threading.TIMEOUT_MAX)
    assert visit("acme").get("/portal/forgot").status_code == 200
