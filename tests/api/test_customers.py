"""Customers are made, replaced and changed by programs, by the rules that staff follow (I2)."""

import threading

import pytest
from sqlalchemy import select

from billing.people.customer import Customer
from config.database import db
from tenants.audit_entry import AuditEntry

NEW = {"customer_id": "N-1", "name": "Nova Foods", "currency": "EUR"}


def faults(answer):
    """What was refused, by pointer."""
    assert answer.content_type == "application/problem+json"
    assert answer.status_code == 422, answer.text
    return {each["pointer"]: each["detail"] for each in answer.json["errors"]}


def test_a_customer_is_made_with_what_was_said_and_the_usual_rest(program):
    made = program.post("/customers", json=NEW)
    assert made.status_code == 201
    assert made.json.items() >= {**NEW, "status": "Active", "portal_enabled": False,
                                 "portal_status": "Not invited", "balances": [],
                                 "created_by": "tests"}.items()
    assert made.json == program.get("/customers/N-1").json


def test_an_id_that_is_there_is_not_made_again(program):
    before = program.get("/customers/C-1001").json
    answer = program.post("/customers", json={**NEW, "customer_id": "C-1001"})
    assert (answer.status_code, answer.json["status"]) == (409, 409)
    assert program.get("/customers/C-1001").json == before


def test_put_makes_and_then_replaces(program):
    first = program.put("/customers/N-1", json={**NEW, "description": "Groceries"})
    again = program.put("/customers/N-1", json={"name": "Nova", "currency": "USD"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json["description"], again.json["description"]) == ("Groceries", "")
    assert (again.json["name"], again.json["currency"]) == ("Nova", "USD")


def test_what_people_decide_stays_where_put_leaves_it_out(program):
    before = program.get("/customers/C-1001").json
    answer = program.put("/customers/C-1001", json={
        "name": "Atlas", "currency": "USD", "billing_contact_id": "CT-1"})
    assert answer.json["portal_enabled"] is before["portal_enabled"] is True


def test_what_was_read_can_be_put_back(program):
    before = program.get("/customers/C-1005").json
    answer = program.put("/customers/C-1005", json=before)
    assert answer.status_code == 200
    assert answer.json == before


def test_patch_changes_what_is_said_and_no_more(program):
    before = program.get("/customers/C-1001").json
    changed = program.patch("/customers/C-1001", json={
        "delivery_preferences": {"print": True}, "custom_fields": {"segment": "A"}}).json
    assert changed["delivery_preferences"] == {"print": True, "email": True}
    moved = {name for name in before if before[name] != changed[name]}
    assert moved == {"delivery_preferences", "custom_fields", "updated_by", "updated_date"}
    assert program.patch("/customers/nobody", json={"name": "X"}).status_code == 404


WRONG = (
    ("customer_id", "PT-1"), ("customer_id", "a/b"), ("customer_id", "x" * 65), ("name", ""),
    ("customer_id", ".."), ("customer_id", "N-1\n"), ("name", "x" * 121), ("name", "a\nb"),
    ("name", 5), ("currency", "usd"), ("currency", "QQQ"),
    ("status", "Gone"), ("parent_customer", "nobody"), ("parent_customer", "N-1"),
    ("parent_customer", "C-1005"), ("bill_to_parent", True), ("bill_to_parent", "yes"),
    ("billing_contact_id", "CT-1"), ("auto_pay", True), ("payment_gateway_id", "stripe"),
    ("custom_fields", []), ("custom_fields", {"a": "x" * 17_000}), ("surname", "X"),
)


@pytest.mark.parametrize("name, value", WRONG)
def test_a_field_that_cannot_be_is_pointed_at(program, name, value):
    found = faults(program.post("/customers", json={**NEW, name: value}))
    assert set(found) == {f"/{name}"} and all(found.values())
    assert program.get("/customers/N-1").status_code == 404


def test_a_customer_with_children_gets_no_parent(program):
    found = faults(program.patch("/customers/C-1004", json={"parent_customer": "C-1001"}))
    assert "children" in found["/parent_customer"]


def test_the_id_of_the_address_holds(program):
    assert "/customer_id" in faults(program.put("/customers/N-2", json=NEW))
    assert "/customer_id" in faults(program.put("/customers/PT-2", json={
        "name": "X", "currency": "USD"}))
    assert "/customer_id" in faults(
        program.patch("/customers/C-1001", json={"customer_id": "C-1002"}))


def test_the_audit_log_names_the_key(program, cast):
    program.post("/customers", json=NEW)
    program.patch("/customers/N-1", json={"name": "Nova"})
    with cast.within():
        lines = db.session.scalars(select(AuditEntry).where(AuditEntry.record_id == "N-1").order_by(
            AuditEntry.audit_entry_id)).all()
        assert [(each.verb, each.actor_kind, each.actor) for each in lines] == [
            ("create", "program", "tests"), ("change", "program", "tests")]
        assert lines[1].changes == {"name": ["Nova Foods", "Nova"]}


def test_closing_the_gate_shuts_people_out_at_once(program, cast, visit):
    bruno = visit("acme").at_portal(cast.bruno)
    assert bruno.get("/portal/invoices").status_code == 200
    program.patch("/customers/C-1002", json={"portal_enabled": False})
    assert bruno.get("/portal/invoices").status_code == 302


def test_a_neighbours_customer_is_not_touched(program, cast):
    program.put("/customers/C-7001", json={"name": "Mine", "currency": "USD"})
    with cast.within(cast.initech):
        names = db.session.scalars(select(Customer.name).where(Customer.customer_id == "C-7001"))
        assert names.one() == "CANARY-initech second"


def test_of_two_who_make_the_same_at_once_one_is_told_to_come_again(program, cast):
    answers = []
    with cast.within():
        db.session.add(Customer(customer_id="N-1", name="First", currency="USD"))
        db.session.flush()
        late = threading.Thread(
            target=lambda: answers.append(program.put("/customers/N-1", json=NEW)))
        late.start()
        late.join(1)
        db.session.commit()
    late.join(30)
    answer, = answers
    assert answer.status_code in (200, 409)
    assert (answer.status_code == 409) == (program.get("/customers/N-1").json["name"] == "First")
