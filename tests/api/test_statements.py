"""Statements, as programs read and make them (I2, P10)."""

from config import clock
from tests import ledger

ASKED = {"customer_id": "C-1001", "start_date": "2026-01-01", "end_date": "2026-01-31",
         "template_name": "Transaction"}


def test_a_statement_is_made_once_a_day(program):
    made = program.post("/statements", json=ASKED)
    assert made.status_code == 201, made.json
    assert made.json["statement_id"].startswith("ST-") and made.json["currency"] == "USD"
    assert made.json["statement_date"] == str(clock.today(ledger.ZONE))
    assert program.post("/statements", json=ASKED).json == made.json
    assert program.get(f"/statements/{made.json['statement_id']}").json == made.json


def test_its_address_is_its_pdf(program):
    record = program.get("/statements/ST-1").json
    path = record["url"].partition("/api/v1")[2]
    answer = program.get(path)
    assert answer.content_type == "application/pdf" and answer.data.startswith(b"%PDF")


def refused(program, name, **fields):
    answer = program.post("/statements", json={**ASKED, **fields})
    assert answer.status_code == 422
    fault, = answer.json["errors"]
    assert fault["pointer"] == f"/{name}"


def test_what_is_none_is_refused(program):
    refused(program, "end_date", end_date="2998-01-01")
    refused(program, "end_date", start_date="2026-02-01")
    refused(program, "customer_id", customer_id="C-7001")
    refused(program, "currency", currency="EUR")
    refused(program, "template_name", template_name="Novel")


def test_a_list_is_of_all(program):
    assert [each["statement_id"] for each in program.get("/statements").json["data"]] == [
        "CANARY-B-ST", "ST-1"]
