"""A program writes its company's books by their rules, and no other company's (D15, D21)."""

import pytest

from tests.api.program import Program

DAYS = {"invoice_date": "2026-01-01", "due_date": "2026-01-31"}
WIRE = {"customer_id": "C-1001", "payment_date": "2026-01-31", "payment_amount": "250.00",
        "currency": "USD"}
NOTE = {"customer_id": "C-1001", "credit_date": "2026-01-31", "credit_amount": "80.00",
        "currency": "USD"}
USED = {"customer_id": "C-1001", "date": "2026-01-01", "quantity": "1"}
PERIOD = {"start_date": "2026-01-01", "end_date": "2026-01-02", "template_name": "Transaction"}
OTHERS = "CANARY-initech"


@pytest.fixture
def program(cast, app):
    return Program(app, "acme", "acme-key")


def part(invoice_id, amount="1.00"):
    return {"invoices": [{"invoice_id": invoice_id, "amount": amount}]}


ABROAD = (
    ("PUT", "/invoices/X", {"customer_id": "C-7001", **DAYS, "lines": [{"amount": "1"}]}),
    ("PUT", "/contacts/X", {"customer_id": "C-7001", "display_name": "x"}),
    ("PUT", "/payments/X", {**WIRE, "customer_id": "C-7001"}),
    ("PUT", "/payments/X", {**WIRE, **part(f"{OTHERS}-INV")}),
    ("PUT", "/credits/X", {**NOTE, **part(f"{OTHERS}-INV")}),
    ("PUT", "/usages/X", {**USED, "customer_id": "C-7001"}),
    ("PUT", "/usages/X", {**USED, "invoice_id": f"{OTHERS}-INV"}),
    ("PUT", "/subscriptions/X", {"customer_id": "C-7001", "service_start_date": "2026-01-01"}),
    ("PATCH", "/customers/C-1001", {"parent_customer": "C-7001"}),
    ("POST", "/statements", {**PERIOD, "customer_id": "C-7001"}),
    ("POST", "/invoices/INV-3/pay", {"payment_method_id": f"{OTHERS}-PM"}),
    ("POST", f"/invoices/{OTHERS}-INV/pay", {"payment_method_id": "PM-1"}),
    ("POST", f"/payments/{OTHERS}-PAY/refund", {"note": "x"}),
    ("POST", f"/payments/{OTHERS}-PAY/void", {"note": "x"}),
    ("POST", "/contacts/CT-7/portal_access/grant", {}),
    ("POST", "/customers/C-7001/portal_access/enable", {}),
    ("PATCH", f"/invoices/{OTHERS}-INV", {"notes": "x"}),
    ("PATCH", f"/credits/{OTHERS}-CR", {"notes": "x"}),
    ("PATCH", f"/usages/{OTHERS}-U", {"description": "x"}),
    ("PATCH", f"/usage_events/{OTHERS}-E", {"status": "Rejected"}),
)


def test_nothing_of_another_company_can_be_named(program, app):
    """A neighbour's id is answered as one that nobody has."""
    for method, path, body in ABROAD:
        answers = [program.send(method, path.replace(OTHERS, mark).replace("-7", number),
                                json=said(body, mark, number), headers={"Idempotency-Key": mark})
                   for mark, number in ((OTHERS, "-7"), ("NOBODYS", "-8"))]
        assert answers[0].status_code in (404, 422), (method, path, body)
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].text.replace(OTHERS, "NOBODYS") == answers[1].text, (method, path, body)
    neighbour = Program(app, "initech", f"{OTHERS}-key")
    assert neighbour.get(f"/invoices/{OTHERS}-INV").json["balance"] == "660.00"


def said(value, mark, number):
    """The same with the other ids."""
    if isinstance(value, dict):
        return {name: said(inner, mark, number) for name, inner in value.items()}
    if isinstance(value, list):
        return [said(inner, mark, number) for inner in value]
    return value.replace(OTHERS, mark).replace("-7", number)


FORGED = (
    ("PUT", "/payments/X", {**WIRE, "payment_type": "Electronic"}),
    ("PUT", "/payments/PT-1", WIRE), ("PUT", "/payments/PAY-1", WIRE),
    *(("PUT", "/payments/X", {**WIRE, "status": each, **part("INV-2")})
      for each in ("Declined", "Processing", "Refunded", "Voided", "Charged Back")),
    ("PUT", "/payments/X", {**WIRE, **part("INV-4")}),  # a draft
    ("PUT", "/payments/X", {**WIRE, **part("CANARY-B-INV")}),  # another customer's
    ("PUT", "/payments/X", {**WIRE, "currency": "EUR", **part("INV-2")}),
    ("PUT", "/payments/X", {**WIRE, "invoices": [*part("INV-2", "200")["invoices"],
                                                 *part("INV-2", "100.01")["invoices"]]}),
    *(("PATCH", "/payments/PAY-1", each) for each in (
        {"status": "Charged Back"}, {"invoices": []}, {"notes": "x"})),
    ("PATCH", "/payments/PAY-2", {"status": "Processed"}),
    ("PUT", "/credits/X", {**NOTE, "status": "Reversed", **part("INV-2")}),
    ("PUT", "/invoices/X", {**DAYS, "customer_id": "C-1001", "lines": [{"amount": "1"}],
                            "status": "Reversed"}),
    *(("PATCH", "/invoices/INV-2", each) for each in (
        {"status": "Draft"}, {"due_date": "2030-01-01"}, {"customer_id": "C-1003"},
        {"lines": [{"amount": "1"}]}, {"payment_terms": "x"}, {"tenant_id": 2})),
    ("PATCH", "/contacts/CT-9", {"portal_user_id": 1}),
    ("PATCH", "/contacts/CT-1", {"customer_id": "C-1002"}),
    ("PATCH", "/customers/C-1001", {"billing_contact_id": "CT-2"}),
)


def test_no_rule_of_the_books_is_gone_round(program):
    places = ("/invoices/INV-2", "/invoices/INV-4", "/payments/PAY-1", "/payments/PAY-2",
              "/customers/C-1001", "/contacts/CT-1", "/contacts/CT-9")
    before = [program.get(place).json for place in places]
    for method, path, body in FORGED:
        answer = program.send(method, path, json=body)
        assert answer.status_code in (409, 422), (method, path, body, answer.text)
    assert [program.get(place).json for place in places] == before
    assert program.get("/payments/X").status_code == program.get("/credits/X").status_code == 404


def test_what_is_only_shown_is_never_taken(program):
    shown = {"paid_amount": "500.00", "balance": "0.00", "created_by": "x", "pay_now_url": "x",
             "attachments": [{"storage_key": "2/x", "name": "x"}]}
    before = program.get("/invoices/INV-2").json
    assert program.patch("/invoices/INV-2", json=shown).json == before
    access = program.patch("/contacts/CT-9", json={"access": "Enabled"}).json["access"]
    assert access == "Not invited"
