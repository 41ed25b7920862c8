"""Errors in the manner of the door, and what the log keeps of a failure."""

import json

import pytest
from structlog.testing import capture_logs

from app import create_app
from config.database import db
from tests.visitor import Visitor

SECRET = "jane@atlas.example has a secret"


@pytest.fixture
def failing(migrated, cast):
    """An app with a page that fails by a message that nobody may read."""
    app = create_app(migrated)

    def fail():
        raise RuntimeError(SECRET)

    def break_a_rule():
        db.session.execute(db.text("insert into portal_user (tenant_id, email, created_date)"
                                   " values (:tenant, 'jane@atlas.example', now())"),
                           {"tenant": cast.acme})

    for place in ("/portal/fail", "/api/v1/fail"):
        app.add_url_rule(place, place, fail)
    app.add_url_rule("/portal/break", "break", break_a_rule)
    return app


@pytest.mark.parametrize("path", ["/portal/fail", "/portal/break"])
def test_a_failure_is_told_without_itself_and_logged_by_its_place(failing, path):
    with capture_logs() as said:
        answer = Visitor(failing, "acme").get(path)
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Acme Cloud" in answer.text
    failure = next(line for line in said if line["event"] == "failure")
    assert failure["rule"] == path and failure["tenant"] == "acme"
    assert "test_errors.py" in "".join(failure["at"])
    assert "jane@atlas.example" not in json.dumps(said, default=repr)


def test_a_failure_of_the_api_is_a_problem(failing):
    answer = Visitor(failing, "acme").get("/api/v1/fail")
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_the_next_request_works_on(failing):
    visitor = Visitor(failing, "acme")
    visitor.get("/portal/break")
    assert visitor.get("/portal/login").status_code == 200


def test_a_page_that_takes_no_posts_names_what_it_takes(cast, visit):
    answer = visit("acme").post("/portal/invoices")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_error_pages_wear_the_tenants_name(cast, visit):
    for subdomain, name in (("acme", "Acme Cloud"), ("initech", "Initech CANARY")):
        page = visit(subdomain).get("/portal/nothing-here")
        assert page.status_code == 404 and name in page.text


def test_an_unknown_tenants_error_names_nobody(cast, app):
    page = app.test_client().get("/portal", base_url="http://nosuch.localhost:8000")
    assert page.status_code == 404
    for name in ("Acme", "Initech", "CANARY", "acme", "initech"):
        assert name not in page.text
