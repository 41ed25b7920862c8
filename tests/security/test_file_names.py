"""Ids came from elsewhere and hold any sign: no file is saved beside its folder (P4, P14).

New ones have plain signs only (D20), which the database sees to; those of before are as they were.
"""

import io
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from werkzeug.http import parse_options_header

from billing.documents import paper
from config.database import db
from tests import ledger

IDS = {
    "../../etc/passwd": "..-..-etc-passwd", "/abs": "-abs", "..\\..\\win": "..-..-win",
    "a\r\nX-Evil: 1": "a--X-Evil- 1", 'q"uote': "q-uote", "\N{RIGHT-TO-LEFT OVERRIDE}gpj": "-gpj",
    "Überweisung 漢字": "Überweisung 漢字", "C:con": "C-con", "c-CON": "c-CON (2)",
    "x" * 300: "x" * 80,
}


@pytest.fixture
def as_before(owner):
    """The rule for new ids is not there yet."""
    with owner.begin() as connection:
        rule = connection.scalar(text("SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                                      " WHERE conname = 'ck_invoice_id'"))
        connection.execute(text("ALTER TABLE invoice DROP CONSTRAINT ck_invoice_id"))
    yield
    with owner.begin() as connection:
        connection.execute(text(f"ALTER TABLE invoice ADD CONSTRAINT ck_invoice_id {rule}"))


@pytest.fixture(autouse=True)
def entered(as_before, cast):
    with cast.within():
        for number, invoice_id in enumerate(IDS):
            ledger.invoice(invoice_id, "C-1001", 100, days=-100 - number)
        db.session.commit()


def test_a_zip_unpacks_into_its_own_folder(jane):
    bundle = ZipFile(io.BytesIO(jane.get("/portal/invoices.zip").data))
    names = [entry.orig_filename for entry in bundle.infolist()][3:]
    assert names == [f"{name}.pdf" for name in IDS.values()]


@pytest.mark.parametrize("invoice_id", [each for each in IDS if "/" not in each])
def test_a_pdf_is_saved_under_a_name_that_is_one(jane, invoice_id):
    answer = jane.get(f"/portal/invoices/{quote(invoice_id)}.pdf")
    assert answer.status_code == 200 and "X-Evil" not in answer.headers
    said = answer.headers["Content-Disposition"]
    wanted = IDS[invoice_id].removesuffix(" (2)")
    assert said.isascii()  # other signs cannot stand in a header
    assert parse_options_header(said) == ("inline", {"filename": f"{wanted}.pdf"})


def test_each_is_kept_in_storage_under_a_place_of_its_own(jane, monkeypatch):
    jane.get("/portal/invoices.zip").get_data()
    monkeypatch.setattr(paper.Paper, "made", None)
    again = ZipFile(io.BytesIO(jane.get("/portal/invoices.zip").data)).namelist()
    made_anew = [name for name in again if name.endswith(".txt")]
    assert made_anew == ["x" * 80 + ".txt"]  # its id is longer than storage takes
