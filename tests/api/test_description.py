"""The API describes itself as OpenAPI 3.1 (I1)."""

from tests.api.program import Program


def described(app):
    answer = Program(app, "acme", None).get("/openapi.json")
    assert answer.status_code == 200
    return answer.json


def test_anyone_may_read_what_the_api_can_do(cast, app):
    told = described(app)
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {
        "/api/v1/customers", "/api/v1/customers/{customer_id}",
        "/api/v1/invoices", "/api/v1/invoices/{invoice_id}",
    }


def test_every_route_of_the_api_is_described(cast, app):
    rules = {
        rule.rule.replace("<", "{").replace(">", "}")
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
