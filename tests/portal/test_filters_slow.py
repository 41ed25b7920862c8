"""A filter that takes too long is asked for again, with what was typed (P11)."""

from contextlib import contextmanager

import pytest
from sqlalchemy import text

from billing.tables.tabs import TABS
from config import pipeline, settings

PAGE = "/portal/usage-events"
WORDS = "That takes too long. Narrow it, for example by dates."


@pytest.fixture(autouse=True)
def patience(app, cast):
    """A fifth of a second."""
    cast.show(*TABS)
    kept = app.config["FILTER_PATIENCE"]
    app.config["FILTER_PATIENCE"] = 200
    yield
    app.config["FILTER_PATIENCE"] = kept


@contextmanager
def held(owner):
    """Whoever reads usage events waits until the end."""
    with owner.begin() as holder:
        holder.execute(text("set local transaction_timeout = '20s'"))
        holder.execute(text("lock table usage_event in access exclusive mode"))
        yield


def test_the_panel_comes_back_with_what_was_typed(jane, owner):
    query = "event_type=api.call&occurred_at.from=2026-03-01&sort=ingested_on"
    with held(owner):
        answer = jane.get(f"{PAGE}?{query}")
    assert answer.status_code == 422 and WORDS in answer.text
    for kept in ('value="api.call"', 'value="2026-03-01"', 'value="ingested_on"', PAGE):
        assert kept in answer.text


def test_the_next_page_is_well_and_has_all_the_time(jane, owner, app):
    with held(owner):
        jane.get(f"{PAGE}?event_type=api.call")
    assert jane.get(f"{PAGE}?event_type=api.call").status_code == 200
    assert WORDS not in jane.get(PAGE).text
    with app.app_context():
        (left,), = pipeline.read(("show statement_timeout", ()))
    assert left["statement_timeout"] == "0"


def test_what_is_not_filtered_has_no_such_limit(jane, app):
    app.config["FILTER_PATIENCE"] = "none that a database knows"
    assert jane.get(PAGE).status_code == 200
    assert jane.get("/portal/invoices?sort=balance").status_code == 200


def test_a_filter_has_ten_seconds(migrated):
    assert settings.flask_config(migrated)["FILTER_PATIENCE"] == 10_000
