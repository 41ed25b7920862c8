"""Subscriptions are made, replaced and changed by programs (I2, P9)."""

import pytest

from tests.api.test_customers import faults

LINES = [{"subscription_line_id": "A", "product_name": "Office", "quantity": "10",
          "effective_price": "12.505", "billing_period": "Monthly"},
         {"subscription_line_id": "B", "charge_name": "Metered"}]
NEW = {"subscription_id": "N-1", "customer_id": "C-1001", "service_start_date": "2026-01-01",
       "current_period_start_date": "2026-11-01", "current_period_end_date": "2026-11-30",
       "status": "Active", "lines": LINES}


def test_a_subscription_is_made_with_its_lines_in_order(program):
    made = program.post("/subscriptions", json=NEW)
    assert made.status_code == 201
    assert made.json.items() >= {"currency": "USD", "next_invoice_date": "2026-12-01",
                                 "auto_renew": False, "cancellation_date": None}.items()
    assert [each["subscription_line_id"] for each in made.json["lines"]] == ["A", "B"]
    assert made.json["lines"][0]["effective_price"] == "12.505"
    assert made.json == program.get("/subscriptions/N-1").json
    assert made.json == program.put("/subscriptions/N-1", json=made.json).json


def test_lines_are_said_anew_in_another_order(program):
    program.post("/subscriptions", json=NEW)
    lines = [{"subscription_line_id": "C"}, {**LINES[0], "quantity": "12"}]
    changed = program.patch("/subscriptions/N-1", json={"lines": lines}).json
    assert [(each["subscription_line_id"], each["quantity"]) for each in changed["lines"]] == [
        ("C", None), ("A", "12")]
    ended = program.patch("/subscriptions/N-1", json={
        "status": "Cancelled", "cancellation_date": "2026-11-30"}).json
    assert (ended["next_invoice_date"], len(ended["lines"])) == (None, 2)


@pytest.mark.parametrize("name, value, pointer", (
    ("customer_id", "nobody", "/customer_id"), ("status", "Trial", "/status"),
    ("current_period_end_date", "2026-10-01", "/current_period_end_date"),
    ("lines", [LINES[0], LINES[0]], "/lines/1/subscription_line_id"),
    ("lines", [{"quantity": "1"}], "/lines/0/subscription_line_id"),
    ("lines", [{**LINES[0], "quantity": "x"}], "/lines/0/quantity"),
))
def test_a_field_that_cannot_be_is_pointed_at(program, name, value, pointer):
    assert set(faults(program.post("/subscriptions", json={**NEW, name: value}))) == {pointer}
