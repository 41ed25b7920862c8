"""One line a request, by its rule and tenant; no secret and no mail address in it."""

import json

import pytest
from structlog.testing import capture_logs

from tests.cast import PASSWORD
from tests.guards.identities import visit as begin


@pytest.fixture
def lines():
    with capture_logs() as said:
        yield lambda: [line for line in said if line["event"] == "request"]


def test_a_request_is_one_line(cast, jane, lines):
    jane.get("/portal/invoices/INV-1")
    line, = lines()
    assert line["rule"] == "/portal/invoices/<invoice_id>"
    assert (line["method"], line["status"], line["tenant"]) == ("GET", 200, "acme")
    assert 0 < line["ms"] < 10_000


def test_a_request_to_nobody_has_no_tenant(cast, app, lines):
    app.test_client().get("/portal", base_url="http://nosuch.localhost:8000")
    line, = lines()
    assert (line["status"], line["tenant"]) == (404, None)


def test_no_line_tells_a_secret_or_an_address(cast, app, visit, lines):
    from billing.people.portal_user import PortalVisit

    secret = begin(cast, cast.acme, PortalVisit, cast.jane)
    jane = visit("acme").with_cookie("portal", secret)
    jane.get("/portal/invoices?after=jane@atlas.example")
    jane.get("/portal/password/the-token-of-a-link")
    jane.get("/api/v1/customers", headers={"Authorization": "Bearer acme-key"})
    visit("acme").post("/portal/login", {"email": "jane@atlas.example", "password": PASSWORD})
    visit("acme").post("/portal/forgot", {"email": "jane@atlas.example"})
    said = json.dumps(lines())
    assert len(lines()) == 5
    for word in (secret, "jane@", "atlas.example", "the-token", "acme-key", PASSWORD):
        assert word not in said
