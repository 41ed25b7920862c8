import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from sqlalchemy import select, update

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from billing.tables.export import Export
from config import shelf
from config.database import db
from tests import ledger
from tests.exports import built, column, rows


def test_cells_are_typed(cast):
    book = built(cast, "usages")
    head, *body = rows(book)
    assert head == ("Usage ID", "Description", "Date", "Quantity", "Unit of measure",
                    "Invoice status")
    assert {line[0] for line in body} == {"U-1", "U-2"}
    first = next(line for line in body if line[0] == "U-1")
    assert isinstance(first[2], (date, datetime))
    assert first[3] == 120.5
    assert first[5] == "Yes"


def test_invoices_are_the_customers_own_and_no_drafts(cast):
    book = built(cast, "invoices")
    assert column(book, "Invoice ID") == ["INV-3", "INV-2", "INV-1"]
    assert column(book, "Status") == ["Posted", "Past due", "Paid"]
    assert (column(book, "Total")[1], column(book, "Balance")[1]) == (500, 300)
    assert column(book, "Currency") == ["USD"] * 3


def test_totals_stand_on_a_second_sheet(cast):
    lines = rows(built(cast, "invoices"), sheet=1)
    assert lines[:2] == [("Field", "Per", "Records", "Total"), ("All records", None, 3, None)]
    assert ("Balance", "USD", 3, 500) in lines


def test_totals_are_exact_and_apart_by_currency_and_unit(cast):
    with cast.within():
        for number, amount in enumerate(["0.1"] * 3 + ["12345678901234567.25"]):
            ledger.usage(f"U-{number + 10}", "C-1001", amount)
        db.session.execute(update(Invoice).where(Invoice.invoice_id == "INV-3").values(
            currency="BHD", subtotal=1_234_567, invoice_amount=1_234_567))
        db.session.commit()
    lines = rows(built(cast, "usages"), sheet=1)
    assert ("Quantity", "Hours", 6, "12345678901234688.0500001453") in lines
    assert any("15 digits" in str(line[0]) for line in lines)
    lines = rows(built(cast, "invoices"), sheet=1)
    assert {("Total", "BHD", 1, 1234.567), ("Total", "USD", 2, 600)} <= set(lines)


def test_what_was_declined_is_not_among_what_came_in(cast):
    with cast.within():
        ledger.payment("PAY-8", "C-1001", 700, {}, status="Declined")
        db.session.commit()
    processed = sum(column(built(cast, "payments", filter=[["status", "Processed"]]), "Amount"))
    lines = rows(built(cast, "payments"), sheet=1)
    assert ("Amount: Declined", "USD", 2, 57) in lines
    assert ("Amount: Processed", "USD", 1, processed) in lines
    assert ("Amount", "USD", 3, processed + 57) in lines
    assert ("Balance: Past due", "USD", 1, 300) in rows(built(cast, "invoices"), sheet=1)


def test_a_cost_is_added_up_where_it_shows(cast):
    with cast.within():
        for number in range(2):
            ledger.usage(f"U-{number + 20}", "C-1001", "1", cost=Decimal("0.015"))
        db.session.commit()
    lines = rows(built(cast, "usages", columns=["cost"]), sheet=1)
    assert [line[2:] for line in lines if line[0] == "Cost"] == [(2, 0.03)]


def test_amounts_have_their_currencys_digits_and_days_their_order(cast):
    with cast.within():
        for table in (Invoice, Credit):
            db.session.execute(update(table).values(currency="JPY"))
        db.session.commit()
    sheet = built(cast, "invoices").worksheets[0]
    line = {sheet.cell(1, cell.column).value: cell for cell in sheet[2]}
    assert (line["Total"].value, line["Total"].number_format) == (20_000, "#,##0")
    assert line["Due date"].number_format == "mmm d, yyyy"
    assert built(cast, "credits", customer_id="C-1001").worksheets[0].max_row == 2


def test_a_number_of_more_than_15_digits_is_text_with_all_of_them(cast):
    with cast.within():
        ledger.usage("U-9", "C-1001", "1234567890123456.789")
        db.session.commit()
    book = built(cast, "usages")
    found = dict(zip(column(book, "Usage ID"), column(book, "Quantity"), strict=True))
    assert found["U-9"] == "1234567890123456.789"
    assert found["U-2"] == float(Decimal("0.0000001453"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "'=1",
                                  "http://evil.example", "\tx", "\rx", "a\x00b", "_x0041_",
                                  "x" * 40_000])
def test_text_stays_text(cast, text):
    with cast.within():
        ledger.credit("CR-9", "C-1001", 100, reference_number=text.replace("\x00", "\x01"))
        db.session.commit()
    book = built(cast, "credits")
    sheet = book.worksheets[0]
    place = [cell.value for cell in sheet[1]].index("Reference")
    cell = next(row for row in sheet.iter_rows() if row[0].value == "CR-9")[place]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None
    wanted = text.replace("\x00", "").replace("\r", "\n").replace("_x", "_x005F_x")
    assert cell.value[:9] == wanted[:9] and len(cell.value) == min(len(wanted), 32_767)
    assert cell.value.endswith("…") == (len(text) > 32_767)
    assert any("…" in str(line[0]) for line in rows(book, 1)) == (len(text) > 32_767)


def test_no_formula_and_no_link_gets_into_the_file(cast):
    with cast.within():
        ledger.credit("CR-9", "C-1001", 100, reference_number='=HYPERLINK("http://x")')
        db.session.commit()
    built(cast, "credits")
    with cast.within():
        key = db.session.scalar(select(Export.storage_key).where(Export.table_key == "credits"))
        parts = zipfile.ZipFile(BytesIO(shelf.read(key)))
    text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in text and "<hyperlink" not in text


def test_an_empty_tab_makes_an_empty_sheet(cast):
    book = built(cast, "credits", customer_id="C-1003")
    assert rows(book)[0][0] == "Credit ID"
    assert len(rows(book)) == 1
    assert rows(book, 1)[1] == ("All records", None, 0, None)


def test_a_parents_export_holds_the_children_whose_gate_is_open(cast):
    with cast.within():
        for number in (4, 5, 6):
            ledger.invoice(f"INV-4{number}", f"C-100{number}", 1_000 * number, days=-number)
        gates = update(Customer).where(Customer.customer_id.in_(["C-1004", "C-1005"]))
        db.session.execute(gates.values(portal_enabled=True))
        db.session.commit()
    book = built(cast, "invoices", customer_id="C-1004")
    assert column(book, "Invoice ID") == ["INV-44", "INV-45"]
    assert column(book, "Customer") == ["Delta Holding", "Delta North"]
