"""The API describes itself as OpenAPI 3.1 (I1)."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from api import description
from api.docs import FILE
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.forward import OPEN
from billing.ledger.refund import Refund
from billing.people.change_request import ChangeRequest
from tenants.api_key import SCOPES
from tests.api.program import Program

CONVERTER = re.compile(r"<(?:[^<>]+:)?([^<>]+)>")


def described(app):
    answer = Program(app, "acme", None).get("/openapi.json")
    assert answer.status_code == 200
    return answer.json


def test_the_file_says_what_the_views_say():
    assert FILE.read_text() == description.written(), "bin/describe writes api/openapi.json anew"


def test_it_is_valid_openapi(cast, app):
    told = described(app)
    assert told["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(told).validate()


def test_every_route_of_the_api_is_described(cast, app):
    rules = {
        CONVERTER.sub(r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    assert rules == set(described(app)["paths"])


def test_it_says_which_key_is_needed_and_how_errors_look(cast, app):
    told = described(app)
    assert told["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert told["security"] == [{"key": []}]
    assert {"title", "status", "detail", "errors"} == set(
        told["components"]["schemas"]["Problem"]["properties"]
    )


def test_it_holds_no_tenant(cast, app):
    text = Program(app, "initech", None).get("/openapi.json").text
    assert "CANARY" not in text and "initech" not in text
    assert text == Program(app, "acme", None).get("/openapi.json").text


def test_every_call_says_its_name_scope_and_what_can_go_wrong(cast, app):
    names = []
    for path in described(app)["paths"].values():
        for method, operation in ((key, path[key]) for key in path if key != "parameters"):
            names.append(operation["operationId"])
            assert operation["summary"]
            assert operation["security"][0]["key"][0] in SCOPES
            assert "default" in operation["responses"]
            named = [each.get("$ref", "") for each in operation.get("parameters", [])]
            assert (method == "post") == any("IDEMPOTENCY_KEY" in name for name in named)
            assert {"429", "503"} <= set(operation["responses"])
            assert ("409" in operation["responses"]) == (method != "get")
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("path", "name"), [
    ("/invoices/{invoice_id}/pay", "attempt_id"), ("/payments/{payment_id}/refund", "refund_id"),
    ("/payments/{payment_id}/void", "refund_id"),
])
def test_what_moves_money_needs_a_key_and_says_what_a_refusal_holds(cast, app, path, name):
    told = described(app)
    operation = told["paths"][f"/api/v1{path}"]["post"]
    (key,) = operation["parameters"]
    assert key["$ref"].endswith("/REQUIRED_IDEMPOTENCY_KEY")
    assert told["components"]["parameters"]["REQUIRED_IDEMPOTENCY_KEY"]["required"] is True
    (content,) = operation["responses"]["402"]["content"].values()
    refusal = told["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
    assert {"state", "reason", name} <= set(refusal["required"])


@pytest.mark.parametrize(("shape", "record"), [
    ("Attempt", PaymentAttempt), ("Refund", Refund), ("ChangeRequest", ChangeRequest)])
def test_states_are_those_that_the_record_takes(cast, app, shape, record):
    told = described(app)["components"]["schemas"]
    rule, = (str(each.sqltext) for each in record.__table__.constraints
             if each.name and str(each.name).endswith("state"))
    assert set(told[shape]["properties"]["state"]["enum"]) == set(re.findall("'([^']+)'", rule))


@pytest.mark.parametrize("shape", ["Attempt", "Refund"])
def test_a_refusal_tells_a_state_that_ended_without_money(cast, app, shape):
    told = described(app)["components"]["schemas"]
    ended = set(told[shape]["properties"]["state"]["enum"]) - {*OPEN, "approved"}
    refusal = {"Attempt": "PaymentRefusal", "Refund": "RefundRefusal"}[shape]
    assert set(told[refusal]["properties"]["state"]["enum"]) == ended


def test_headers_of_answers_are_described(cast, app):
    """Those that a call really brings, and its replay."""
    told, program = described(app), Program(app, "acme", "acme-key")
    responses = told["paths"]["/api/v1/customers"]["post"]["responses"]
    sent = {"json": {"customer_id": "C-77", "name": "Sequoia", "currency": "USD"},
            "headers": {"Idempotency-Key": "one"}}
    program.post("/customers", **sent)
    answer = program.post("/customers", **sent)
    ours = {name for name in answer.headers.keys() if name.startswith(("RateLimit-", "Idem"))}
    assert ours == set(responses["201"]["headers"]) == {
        "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Idempotent-Replayed"}
    for status in ("409", "429", "503"):
        name = responses[status]["$ref"].rpartition("/")[2]
        assert "Retry-After" in told["components"]["responses"][name]["headers"]
