"""Usages are made, replaced and changed by programs (I2, D18)."""

import pytest

from tests.api.test_customers import faults

NEW = {"usage_id": "N-1", "customer_id": "C-1005", "date": "2026-11-01",
       "quantity": "0.000000145300000"}


def test_a_usage_keeps_every_digit(program):
    made = program.post("/usages", json={**NEW, "cost": "1.34085467460"})
    assert made.status_code == 201
    assert made.json.items() >= {**NEW, "cost": "1.34085467460", "currency": "USD",
                                 "invoiced": False, "invoice_id": None}.items()
    assert made.json == program.get("/usages/N-1").json


def test_it_is_invoiced_by_naming_an_invoice_of_the_customer_or_its_parent(program):
    program.post("/usages", json=NEW)
    for customer, status in (("C-1004", 200), ("C-1001", 422)):
        program.post("/invoices", json={
            "invoice_id": f"I-{customer}", "customer_id": customer, "subtotal": "1.00",
            "invoice_date": "2026-11-01", "due_date": "2026-12-01"})
        answer = program.patch("/usages/N-1", json={"invoice_id": f"I-{customer}"})
        assert answer.status_code == status, answer.text
    assert program.get("/usages/N-1").json["invoiced"] is True


def test_put_replaces_and_patch_changes(program):
    before = program.put("/usages/N-1", json={**NEW, "description": "Hours"})
    changed = program.patch("/usages/N-1", json={"quantity": "-3"})
    replaced = program.put("/usages/N-1", json=NEW)
    assert [each.status_code for each in (before, changed, replaced)] == [201, 200, 200]
    assert (changed.json["description"], changed.json["quantity"]) == ("Hours", "-3")
    assert replaced.json["description"] == ""


def test_a_list_may_be_of_one_customer(program):
    listed = program.get("/usages", query_string={"customer_id": "C-1001"}).json["data"]
    assert [each["usage_id"] for each in listed] == ["U-1", "U-2"]


@pytest.mark.parametrize("name, value", (
    ("quantity", "NaN"), ("quantity", 1), ("quantity", "1" * 21), ("customer_id", "nobody"),
    ("invoice_id", "nobody"), ("invoice_id", "CANARY-initech-INV"), ("date", "yesterday"),
    ("invoice_id", "CANARY-B-INV"), ("usage_id", "PM-1"),
))
def test_a_field_that_cannot_be_is_pointed_at(program, name, value):
    assert set(faults(program.post("/usages", json={**NEW, name: value}))) == {f"/{name}"}
