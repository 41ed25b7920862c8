"""The API describes itself as OpenAPI 3.1 (I1)."""

import re

from openapi_spec_validator import OpenAPIV31SpecValidator

from api import description
from api.docs import FILE
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
    assert len(names) == len(set(names))
