"""Payments and credits, as programs read and write them (I2, D21)."""

from tests.setup.pages import due
from tests.statements import counted, known_tenant

WIRE = {"payment_id": "W-1", "customer_id": "C-1001", "payment_date": "2026-01-31",
        "payment_amount": "250.00", "currency": "USD", "payment_method": "Wire",
        "invoices": [{"invoice_id": "INV-2", "amount": "200.00"}]}
NOTE = {"credit_id": "N-1", "customer_id": "C-1001", "credit_date": "2026-01-31",
        "credit_amount": "80.00", "currency": "USD"}


def test_a_payment_that_came_in_elsewhere_is_recorded(program):
    made = program.post("/payments", json=WIRE)
    assert made.status_code == 201
    assert made.json["payment_type"] == "External" and made.json["status"] == "Processed"
    assert made.json["unapplied_amount"] == "50.00" and made.json["created_by"] == "tests"
    assert program.get("/payments/W-1").json == made.json
    assert program.get("/invoices/INV-2").json["balance"] == "100.00"


def test_its_receipt_is_mailed_once_it_has_arrived_unless_that_is_declined(program, cast):
    mailed = [("payment_receipt", "jane@atlas.example")]
    plain = {**WIRE, "invoices": []}
    for more in ({"status": "Processing"}, {"payment_id": "W-2", "receipt": False}):
        assert program.post("/payments", json={**plain, **more}).status_code == 201
    assert due(cast) == []
    arrived = program.patch("/payments/W-1", json={"status": "Processed"})
    assert arrived.status_code == 200 and due(cast) == mailed
    assert program.put("/payments/W-1", json=arrived.json).status_code == 200
    for payment_id, status in (("W-2", 200), ("W-3", 201)):
        assert due(cast) == mailed
        put = program.put(f"/payments/{payment_id}", json={**plain, "payment_id": payment_id})
        assert put.status_code == status
    assert due(cast) == mailed * 2


def test_the_same_id_again_is_told(program):
    program.post("/payments", json=WIRE)
    assert program.post("/payments", json=WIRE).status_code == 409


def test_put_makes_then_corrects(program):
    body = {name: value for name, value in WIRE.items() if name != "payment_id"}
    assert program.send("PUT", "/payments/W-1", json=body).status_code == 201
    again = program.send("PUT", "/payments/W-1", json={**body, "invoices": [], "notes": "ours"})
    assert again.status_code == 200
    assert (again.json["notes"], again.json["applied_amount"]) == ("ours", "0.00")
    assert again.json["updated_by"] == "tests" and again.json["invoices"] == []


def test_what_is_refused_is_told_by_its_field(program):
    answer = program.post("/payments", json={**WIRE, "payment_amount": "1.00"})
    assert answer.status_code == 422
    fault, = answer.json["errors"]
    assert fault["pointer"] == "/invoices" and "Only $1.00" in fault["detail"]
    assert program.get("/payments/W-1").status_code == 404


def test_a_gateways_payment_is_read_only(program):
    record = program.get("/payments/PAY-1").json
    assert record["payment_type"] == "Electronic"
    assert {each["invoice_id"] for each in record["invoices"]} == {"INV-1", "INV-2"}
    answer = program.send("PATCH", "/payments/PAY-1", json={"notes": "mine"})
    assert answer.status_code == 422 and "through a gateway" in answer.json["detail"]


def test_a_list_is_of_all_or_of_one_customer_and_costs_the_same(program, monkeypatch):
    assert [each["payment_id"] for each in program.get("/payments").json["data"]] == [
        "CANARY-B-PAY", "PAY-1", "PAY-2"]
    mine = program.get("/payments", query_string={"customer_id": "C-1001"}).json["data"]
    assert [each["payment_id"] for each in mine] == ["PAY-1", "PAY-2"]
    with known_tenant(monkeypatch):
        program.get("/payments")
        few, many = (
            counted(lambda size=size: program.get("/payments", query_string={"size": size}))
            for size in (1, 3)
        )
    assert few == many


def test_a_credit_is_made_applied_and_reversed(program):
    made = program.post("/credits", json=NOTE)
    assert made.status_code == 201 and made.json["status"] == "Open"
    shares = [{"invoice_id": "INV-3", "amount": "80.00"}]
    applied = program.send("PATCH", "/credits/N-1", json={"invoices": shares})
    assert applied.json["status"] == "Applied" and applied.json["invoices"] == shares
    end = program.send("PATCH", "/credits/N-1", json={"status": "Reversed"})
    assert (end.json["status"], end.json["invoices"]) == ("Reversed", [])
    assert program.get("/invoices/INV-3").json["balance"] == "200.00"
    assert [each["credit_id"] for each in program.get("/credits").json["data"]] == [
        "CANARY-B-CR", "CR-1", "N-1"]


def test_payment_methods_are_shown_without_what_pays(program):
    listed = program.get("/payment_methods", query_string={"customer_id": "C-1001"}).json["data"]
    assert [each["payment_method_id"] for each in listed] == ["PM-1"]
    assert program.get("/payment_methods/PM-1").json == listed[0]
    assert "tm_visa" not in program.get("/payment_methods").text
