"""A web worker makes what answers programs when the first of them calls, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app import create_app, create_web_app
from config.database import db

BASE = "http://acme.localhost:8000"
MANY = 8


@pytest.fixture
def worker(migrated, cast):
    return create_web_app(migrated)


def asked(app, path):
    return app.test_client().get(path, base_url=BASE)


def test_pages_need_nothing_of_it(worker):
    assert asked(worker, "/portal").status_code == 302
    assert not any(rule.endpoint.startswith("api.") for rule in worker.url_map.iter_rules())


def test_all_who_come_first_are_answered_after_pages_were(worker):
    asked(worker, "/portal")
    with ThreadPoolExecutor(MANY) as callers:
        answers = callers.map(lambda _: asked(worker, "/api/v1/customers"), range(MANY))
    assert [answer.status_code for answer in answers] == [401] * MANY
    assert asked(worker, "/portal").status_code == 302
    assert asked(worker, "/webhooks/none").status_code == 405


def test_what_is_made_later_has_the_same_connections(worker, migrated):
    later = db.shared(worker, create_app(migrated))
    with worker.app_context():
        engine = db.engine
    with later.app_context():
        assert db.engine is engine
