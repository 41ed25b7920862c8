import io
from datetime import date, datetime

import openpyxl
import pytest

from billing.tables import export_file
from billing.tables.export import Export
from config import storage
from config.database import db
from tests import ledger


def built(cast, table_key, **options):
    """The workbook of an export of Atlas Orion."""
    with cast.within():
        export = Export(customer_id="C-1001", portal_user_id=cast.jane, table_key=table_key)
        db.session.add(export)
        db.session.commit()
        export_file.build(export)
        assert (export.state, export.due_at) == ("completed", None)
        body = storage.get(export.storage_key)
    return openpyxl.load_workbook(io.BytesIO(body))


def rows(book, sheet=0):
    return [tuple(cell.value for cell in row) for row in book.worksheets[sheet].iter_rows()]


def test_cells_are_typed(cast):
    head, *body = rows(built(cast, "usages"))
    assert head == ("Usage ID", "Description", "Date", "Quantity", "Unit of measure",
                    "Invoice status")
    assert {line[0] for line in body} == {"U-1", "U-2"}
    first = next(line for line in body if line[0] == "U-1")
    assert isinstance(first[2], (date, datetime))
    assert first[3] == 120.5
    assert first[5] == "Yes"


def test_invoices_are_the_customers_own_and_no_drafts(cast):
    _, *body = rows(built(cast, "invoices"))
    assert [line[0] for line in body] == ["INV-3", "INV-2", "INV-1"]
    assert [line[5] for line in body] == ["Posted", "Past due", "Paid"]
    assert body[1][3:5] == (500, 300)


def test_totals_stand_on_a_second_sheet(cast):
    lines = rows(built(cast, "invoices"), sheet=1)
    assert ("Records", None, 3) in lines or ("Records", "", 3) in lines
    assert ("Balance", "USD", 500) in lines


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")",
                                  "http://evil.example", "\tx", "a\x00b", "x" * 40_000])
def test_text_stays_text(cast, text):
    with cast.within():
        ledger.credit("CR-9", "C-1001", 100, reference_number=text.replace("\x00", "\x01"))
        db.session.commit()
    sheet = built(cast, "credits").worksheets[0]
    cell = next(row[5] for row in sheet.iter_rows() if row[0].value == "CR-9")
    assert cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None
    assert cell.value[:5] == text.replace("\x00", "")[:5]


def test_an_empty_tab_makes_an_empty_sheet(cast):
    with cast.within():
        export = Export(customer_id="C-1003", portal_user_id=cast.jane, table_key="credits")
        db.session.add(export)
        db.session.commit()
        export_file.build(export)
        book = openpyxl.load_workbook(io.BytesIO(storage.get(export.storage_key)))
    assert rows(book)[0][0] == "Credit ID"
    assert not any(str(value or "").strip() for value in rows(book)[1])
