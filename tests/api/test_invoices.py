"""Invoices are drafted, posted and reversed by programs; what is posted stands (I2, D21)."""

import pytest

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from config.database import db
from tests.api.test_customers import faults

LINES = [{"product_name": "Compute", "quantity": "2", "unit_price": "50.0000001",
          "amount": "100.00", "line_tax": "19.00"},
         {"product_name": "Storage", "amount": "10.50"}]
NEW = {"invoice_id": "N-1", "customer_id": "C-1001", "invoice_date": "2026-11-01",
       "due_date": "2026-12-01", "lines": LINES}


def made(program, **more):
    answer = program.post("/invoices", json={**NEW, **more})
    assert answer.status_code == 201, answer.text
    return answer.json


def test_amounts_follow_from_the_lines_and_the_currency_from_the_customer(program):
    record = made(program)
    assert record.items() >= {
        "subtotal": "110.50", "invoice_tax": "19.00", "invoice_amount": "129.50",
        "balance": "129.50", "paid_amount": "0.00", "currency": "USD", "status": "Draft",
        "pay_now_url": None, "created_by": "tests", "attachments": []}.items()
    assert [each["invoice_line_no"] for each in record["lines"]] == [1, 2]
    assert record["lines"][0]["unit_price"] == "50.0000001"
    assert record == program.get("/invoices/N-1").json


def test_a_draft_changes_at_will_and_its_lines_are_said_anew(program):
    made(program)
    lines = [{"invoice_line_no": 2, "amount": "1"}, {"invoice_line_no": 7, "amount": "2.00"}]
    changed = program.patch("/invoices/N-1", json={"lines": lines, "due_date": "2027-01-01"}).json
    assert [(each["invoice_line_no"], each["amount"], each["product_name"])
            for each in changed["lines"]] == [(2, "1.00", ""), (7, "2.00", "")]
    assert (changed["invoice_amount"], changed["invoice_tax"]) == ("3.00", "0.00")
    replaced = program.put("/invoices/N-1", json={**NEW, "customer_id": "C-1002",
                                                  "lines": [], "subtotal": "5.00"})
    assert replaced.status_code == 200
    assert (replaced.json["lines"], replaced.json["invoice_amount"]) == ([], "5.00")


def test_it_is_posted_by_its_status_and_stands_from_then_on(program):
    made(program)
    posted = program.patch("/invoices/N-1", json={"status": "Posted"}).json
    assert (posted["status"], bool(posted["pay_now_url"])) == ("Posted", True)
    for change in ({"due_date": "2027-01-01"}, {"customer_id": "C-1002"}, {"subtotal": "1.00"},
                   {"lines": [LINES[0]]}, {"lines": [LINES[0], {**LINES[1], "amount": "10.51"}]},
                   {"payment_terms": "Net 90"}, {"currency": "EUR"}):
        name, = change
        assert name in str(set(faults(program.patch("/invoices/N-1", json=change)))), change
    for before in ({"status": "Draft"}, {"status": "Gone"}):
        assert set(faults(program.patch("/invoices/N-1", json=before))) == {"/status"}
    assert program.get("/invoices/N-1").json == posted


def test_notes_and_own_fields_of_a_posted_one_may_change(program):
    made(program, status="Posted")
    changed = program.patch("/invoices/N-1", json={"notes": "Paid by cheque\nsoon",
                                                   "custom_fields": {"po": 7}}).json
    assert (changed["notes"], changed["custom_fields"]) == ("Paid by cheque\nsoon", {"po": 7})


def test_the_same_put_again_changes_nothing_whatever_is_paid_by_then(program):
    before = program.get("/invoices/INV-2").json
    assert before["status"] == "Partially Paid"
    for said in (before, {**before, "status": "Posted"}):
        answer = program.put("/invoices/INV-2", json=said)
        assert (answer.status_code, answer.json) == (200, before)


def test_an_invoice_of_nothing_is_paid_once_posted(program):
    assert made(program, lines=[{"amount": "0"}], status="Posted")["status"] == "Paid"


def test_what_came_paid_from_elsewhere_is_posted_until_its_payments_come(program):
    assert made(program, status="Paid").items() >= {"status": "Posted", "balance": "129.50"}.items()


def test_reversing_frees_what_had_paid_it(program, cast):
    with cast.within():
        credit = db.session.get(Credit, (cast.acme, "CR-1"))
        credit.apply(Invoice.locked(["INV-2"])[0], 1_000)
        db.session.commit()
    reversed_one = program.patch("/invoices/INV-2", json={"status": "Reversed"}).json
    assert (reversed_one["status"], reversed_one["paid_amount"]) == ("Reversed", "0.00")
    with cast.within():
        credit = db.session.get(Credit, (cast.acme, "CR-1"))
        assert (credit.status, credit.unapplied_amount) == ("Open", 2_500)
    assert program.get("/payments/PAY-1").json["unapplied_amount"] == "200.00"
    for status in ("Posted", "Draft"):
        assert set(faults(program.patch("/invoices/INV-2", json={"status": status}))) == {"/status"}


WRONG = (
    ("customer_id", "nobody"), ("invoice_date", "1.11.2026"), ("due_date", "9999-01-01"),
    ("due_date", None), ("subtotal", 5), ("subtotal", "1e5"), ("subtotal", "1.234"),
    ("invoice_amount", "1.00"), ("invoice_amount", "-1"), ("status", "Reversed"),
    ("invoice_tax", "1" * 13), ("invoice_id", "ST-1"), ("currency", "XYZ"), ("attachment", []),
)


@pytest.mark.parametrize("name, value", WRONG)
def test_a_field_that_cannot_be_is_pointed_at(program, name, value):
    assert set(faults(program.post("/invoices", json={**NEW, name: value}))) == {f"/{name}"}
    assert program.get("/invoices/N-1").status_code == 404


WRONG_LINES = (
    ([{"quantity": "1"}], "/lines/0/amount"), ([{"amount": "0.001"}], "/lines/0/amount"),
    ([{"amount": "1"}, {"amount": "1", "invoice_line_no": 1}], "/lines/1/invoice_line_no"),
    ([{"amount": "1", "quantity": 2.5}], "/lines/0/quantity"), ([5], "/lines/0"),
    ([{"amount": "1", "taxes": "x"}], "/lines/0/taxes"), ([], "/subtotal"),
    ([{"amount": "-1"}], "/invoice_amount"),
)


@pytest.mark.parametrize("lines, pointer", WRONG_LINES)
def test_a_line_that_cannot_be_is_pointed_at(program, lines, pointer):
    assert set(faults(program.post("/invoices", json={**NEW, "lines": lines}))) == {pointer}


def test_a_changed_line_is_said_whole(program):
    made(program)
    found = faults(program.patch("/invoices/N-1", json={"lines": [{"quantity": "1"}]}))
    assert set(found) == {"/lines/0/amount"}


def test_its_pdf_is_read_with_a_key(program):
    made(program)
    assert program.get("/invoices/N-1").json["invoice_pdf_url"] is None
    assert program.get("/invoices/N-1/pdf").status_code == 404
    address = program.get("/invoices/INV-1").json["invoice_pdf_url"]
    answer = program.get(address.partition("/api/v1")[2])
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
