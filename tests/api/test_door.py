"""A key opens its own tenant's API and nothing else; cookies open nothing here (I1, D1)."""

import pytest

from config import clock
from config.database import db
from tenants.api_key import ApiKey
from tests.api.program import Program


def assert_problem(answer, status):
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == status and answer.json["title"]


def test_a_key_opens_its_tenants_api(program):
    assert program.get("/customers").status_code == 200


WRONG = (
    None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic YWNtZS1rZXk=", "acme-key",
    "Bearer CANARY-initech-key", "Bearer CANARY-sandbox-key", 'Bearer a="b"', "Bearer \xe9\xff",
)


def test_anything_else_is_refused_and_told_how_to_come_in(program):
    for sent in WRONG:
        program.headers = {} if sent is None else {"Authorization": sent}
        answer = program.get("/customers")
        assert_problem(answer, 401)
        assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")


def test_the_scheme_may_be_written_in_any_case(program):
    program.headers = {"Authorization": "bearer acme-key"}
    assert program.get("/customers").status_code == 200


def test_a_key_means_nothing_at_another_tenant(cast, app):
    for subdomain in ("initech", "acme-sandbox"):
        assert_problem(Program(app, subdomain, "acme-key").get("/customers"), 401)


def test_a_revoked_key_opens_nothing_at_its_next_request(program, cast):
    with cast.within():
        ApiKey.under("acme-key").revoked_at = clock.now()
        db.session.commit()
    assert_problem(program.get("/customers"), 401)


def test_a_key_without_the_scope_is_told_which_one(program, cast):
    with cast.within():
        ApiKey.issue("blind", ["write"], "blind-key")
        db.session.commit()
    program.headers = {"Authorization": "Bearer blind-key"}
    answer = program.get("/customers")
    assert_problem(answer, 403)
    assert "read" in answer.json["detail"]


@pytest.mark.parametrize("scope, opened", [
    ("read", {"GET /customers"}), ("write", {"POST /customers"}),
    ("events", {"POST /usage_events"}), ("invite", {"POST /portal_invitations"}),
])
def test_a_scope_opens_what_it_says_and_nothing_else(program, cast, scope, opened):
    with cast.within():
        ApiKey.issue("narrow", [scope], "narrow-key")
        db.session.commit()
    program.headers = {"Authorization": "Bearer narrow-key"}
    calls = ("GET /customers", "POST /customers", "POST /usage_events", "POST /portal_invitations")
    found = {call: program.send(*call.split(), **({} if call.startswith("GET") else {"json": []}))
             for call in calls}
    assert {call for call, answer in found.items() if answer.status_code != 403} == opened
    assert all(scope not in each.json["detail"] for each in found.values()
               if each.status_code == 403)


def test_cookies_of_people_open_nothing(stan, jane):
    for visitor in (stan, jane):
        assert_problem(visitor.get("/api/v1/customers"), 401)


def test_no_cookie_is_given(program):
    assert "Set-Cookie" not in program.get("/customers").headers


def test_the_portal_being_off_does_not_stop_programs(program, cast):
    from tenants import site
    from tenants.portal_setup import PortalSetup

    with cast.within():
        db.session.get(PortalSetup, cast.acme).enabled = False
        db.session.commit()
    site.forget()
    assert program.get("/customers").status_code == 200


def test_what_is_not_there_is_a_problem_too(program):
    assert_problem(program.get("/nothing"), 404)
    assert_problem(program.get("/customers/nobody"), 404)


def test_a_method_that_is_not_there_names_those_that_are(program):
    answer = program.client.delete("/api/v1/customers", base_url=program.base,
                                   headers=program.headers)
    assert_problem(answer, 405)
    assert "GET" in answer.headers["Allow"]
