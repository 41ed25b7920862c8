"""A body that holds too much is refused before each part of it is judged (I4)."""

import pytest
from marshmallow import ValidationError

from api import paging
from api.problems import MOST_TOLD
from billing.ledger.credit_shape import CreditShape
from billing.ledger.invoice_shape import InvoiceShape
from billing.ledger.payment_shape import PaymentShape
from billing.ledger.subscription_shape import SubscriptionShape
from config.database import db
from tenants.api_key import ApiKey
from tests.api.program import Program

INVOICE = {"customer_id": "C-1001", "invoice_date": "2026-01-01", "due_date": "2026-01-31"}


@pytest.fixture
def program(cast, app):
    return Program(app, "acme", "acme-key")


@pytest.mark.parametrize("shape, name", [
    (InvoiceShape, "lines"), (SubscriptionShape, "lines"), (PaymentShape, "invoices"),
    (CreditShape, "invoices")])
def test_a_list_that_is_too_long_has_one_fault(shape, name):
    with pytest.raises(ValidationError) as refused:
        shape(partial=True).load({name: [0] * 5_001})
    faults = refused.value.messages[name]
    assert isinstance(faults, list) and len(faults) == 1 and "maximum length" in faults[0]


def test_too_many_invitations_are_not_judged_one_by_one(program):
    for rows in ([0] * 1_001, [{}] * 1_001, [{"contact_id": "CT-9"}] * 1_001):
        assert program.post("/portal_invitations", json={"invitations": rows}).status_code == 413


def test_of_many_faults_some_are_told(program):
    lines = [{"unknown": 1} for _ in range(MOST_TOLD)]
    told = program.put("/invoices/N-1", json={**INVOICE, "lines": lines})
    assert told.status_code == 422 and len(told.json["errors"]) == MOST_TOLD
    told = program.post("/customers", json={f"field-{number}": 1 for number in range(20_000)})
    assert told.status_code == 422 and [each["pointer"] for each in told.json["errors"]] == [""]


def test_who_may_write_opens_and_closes_no_gate(program, cast, app):
    """The portal's gate is for keys that may invite, as it is staff's who manage its users (D8)."""
    with cast.within():
        ApiKey.issue("billing", ["read", "write"], "billing-key")
        db.session.commit()
    biller, new = Program(app, "acme", "billing-key"), {"name": "Nova", "currency": "USD"}
    for customer_id, wish in (("C-1001", False), ("C-1004", True), ("N-1", True)):
        body = {"portal_enabled": wish}
        answers = [biller.put(f"/customers/{customer_id}", json={**new, **body}),
                   biller.patch(f"/customers/{customer_id}", json=body),
                   biller.post("/customers", json={**new, **body, "customer_id": "N-2"})]
        patched = 404 if customer_id == "N-1" else 403
        assert [each.status_code for each in answers] == [403, patched, 403 if wish else 201]
    told = biller.get("/customers/C-1001").json
    assert told["portal_enabled"] and biller.put("/customers/C-1001", json=told).status_code == 200
    assert program.patch("/customers/C-1004", json={"portal_enabled": True}).status_code == 200


def test_a_page_holds_no_more_lines_than_memory_has_room_for(program, monkeypatch):
    """Five hundred invoices of five thousand lines would fill gigabytes."""
    for number in range(4):
        lines = [{"amount": "1.00"} for _ in range(number * 10)] or [
            {"amount": "1.00", "custom_fields": {"a": "x" * 16_000}}]
        made = program.put(f"/invoices/N-{number}", json={**INVOICE, "lines": lines})
        assert made.status_code == 201
    whole = program.get("/invoices?size=500").json["data"]
    monkeypatch.setattr(paging, "PARTS", 15)
    walked, pages = program.walk("/invoices", 500)
    assert walked == whole and pages == 5  # those of the cast, and each of these alone


def test_what_is_too_long_is_not_told_back(program):
    told = program.post("/contacts", json={
        "contact_id": "N-1", "customer_id": "C-1001", "display_name": "x\x85" * 100_000,
        "email": "a@" + "b," * 100_000})
    assert told.status_code == 422 and len(told.data) < 1_000
    assert {each["pointer"] for each in told.json["errors"]} == {"/email", "/display_name"}
