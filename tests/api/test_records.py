"""Customers and invoices under the field names of records.md (I2)."""

from decimal import Decimal

import pytest

from billing.ledger.invoice_line import InvoiceLine
from billing.people.customer import Customer
from config.database import db
from tenants import site
from tests import ledger
from tests.statements import counted

CUSTOMER = set(
    "customer_id name description parent_customer bill_to_parent status currency payment_terms"
    " billing_contact_id shipping_contact_id auto_pay edit_auto_pay delivery_preferences"
    " portal_enabled portal_status payment_gateway_id balances credit_enabled ach_enabled"
    " custom_fields created_date updated_date created_by updated_by".split()
)
INVOICE = set(
    "invoice_id customer_id invoice_date due_date subtotal invoice_tax invoice_amount paid_amount"
    " balance status currency payment_terms notes lines attachments pay_now_url invoice_pdf_url"
    " custom_fields created_date updated_date created_by updated_by".split()
)
LINE = set(
    "invoice_line_no product_name plan_name charge_name description start_date end_date quantity"
    " unit_of_measure unit_price discount taxable line_tax amount subscription_id charge_id"
    " custom_fields".split()
)


def test_a_customer_tells_all_that_is_kept_of_it(program):
    record = program.get("/customers/C-1001").json
    assert set(record) == CUSTOMER
    assert record["name"] == "Atlas Orion"
    assert record["portal_status"] == "Enabled"
    assert record["balances"] == [{"currency": "USD", "amount": "475.00", "past_due": "300.00"}]
    assert record["delivery_preferences"] == {"print": False, "email": True}
    assert record["created_date"].endswith("+00:00")


def test_a_list_shows_the_same_records(program):
    listed = program.get("/customers").json["data"]
    assert [each["customer_id"] for each in listed] == [f"C-100{n}" for n in range(1, 7)]
    assert listed[0] == program.get("/customers/C-1001").json
    assert listed[3]["balances"] == []


def test_a_child_names_its_parent(program):
    assert program.get("/customers/C-1005").json["parent_customer"] == "C-1004"


def test_an_invoice_comes_with_lines_and_attachments(program):
    record = program.get("/invoices/INV-1").json
    assert set(record) == INVOICE
    assert (record["invoice_amount"], record["paid_amount"]) == ("100.00", "100.00")
    assert (record["balance"], record["currency"], record["status"]) == ("0.00", "USD", "Paid")
    line, = record["lines"]
    assert set(line) == LINE
    assert (line["quantity"], line["unit_price"], line["amount"]) == ("2", "50", "100.00")
    file, = record["attachments"]
    assert (file["name"], file["size"]) == ("terms.txt", 24)
    assert "storage_key" not in file


def test_programs_see_drafts(program):
    assert program.get("/invoices/INV-4").json["status"] == "Draft"
    assert "INV-4" in [each["invoice_id"] for each in program.get("/invoices").json["data"]]


def test_small_decimals_are_written_out(program, cast):
    with cast.within():
        db.session.add(InvoiceLine(invoice_id="INV-1", invoice_line_no=2, amount=0,
                                   quantity=Decimal("0.0000001453"), unit_price=Decimal("1e3")))
        db.session.commit()
    line = program.get("/invoices/INV-1").json["lines"][1]
    assert (line["quantity"], line["unit_price"]) == ("0.0000001453", "1000")


def test_money_has_the_digits_of_its_currency(program, cast):
    with cast.within():
        db.session.add(Customer(customer_id="C-JP", name="Tokyo", currency="JPY"))
        db.session.flush()
        ledger.invoice("INV-JP", "C-JP", 1500, days=0).currency = "JPY"
        ledger.invoice("INV-BH", "C-JP", 1500, days=0).currency = "BHD"
        db.session.commit()
    assert program.get("/invoices/INV-JP").json["invoice_amount"] == "1500"
    assert program.get("/invoices/INV-JP").json["lines"][0]["amount"] == "1500"
    assert program.get("/invoices/INV-BH").json["invoice_amount"] == "1.500"
    owed = program.get("/customers/C-JP").json["balances"]
    assert [(each["currency"], each["amount"]) for each in owed] == [
        ("BHD", "1.500"), ("JPY", "1500")
    ]


@pytest.mark.parametrize(("path", "query"), [
    ("/customers/C-1001", {}), ("/contacts/CT-1", {}), ("/invoices/INV-1", {}),
    ("/payments/PAY-1", {}), ("/credits/CR-1", {}), ("/subscriptions/SUB-1", {}),
    ("/usages/U-2", {}), ("/usage_events/E-1", {"customer_id": "C-1001"}),
])
def test_one_is_as_it_is_listed_and_read_in_one_wait(program, monkeypatch, path, query):
    monkeypatch.setattr(site, "KEPT_SECONDS", 60)
    site.forget()
    kind, _, key = path[1:].partition("/")
    listed = program.get(f"/{kind}", query_string=query).json["data"]
    answers = []
    assert counted(lambda: answers.append(program.get(path))) == 0
    assert answers[0].json in listed and key in answers[0].json.values()
