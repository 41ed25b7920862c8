"""Files of invoices, and sending an invoice again (S16)."""

import io
import urllib.request

import pytest
from sqlalchemy import select

from billing.ledger import attaching
from billing.ledger.attachment import Attachment
from billing.ledger.invoice import Invoice
from config import shelf
from config.database import db
from tests.setup.pages import change, due, messages, text

INVOICE = "/setup/customers/C-1001/invoices/INV-2"
PDF = b"%PDF-1.7 a contract"


def sent(name, body):
    return {"file": (io.BytesIO(body), name)}


def add(stan, name="contract.pdf", body=PDF):
    return stan.post(f"{INVOICE}/attachments", sent(name, body),
                     content_type="multipart/form-data")


def files(cast):
    with cast.within():
        query = select(Attachment).where(Attachment.invoice_id == "INV-2")
        return db.session.scalars(query.order_by(Attachment.attachment_id)).all()


def test_a_file_is_attached_seen_and_fetched(cast, stan, jane):
    assert messages(stan, add(stan)) == ["'contract.pdf' has been attached."]
    (file,) = files(cast)
    assert (file.content_type, file.size, file.added_by) == (
        "application/pdf", len(PDF), "Stan Baker")
    assert "contract.pdf" in text(stan.get(INVOICE))
    assert "contract.pdf" in text(jane.get("/portal/invoices/INV-2"))
    link = stan.get(f"{INVOICE}/attachments/{file.attachment_id}").location
    with urllib.request.urlopen(link) as answer:  # nosec B310 - our own storage
        assert answer.read() == PDF
        assert answer.headers["Content-Disposition"] == "attachment; filename=contract.pdf"


KINDS = [
    (b"\x89PNG\r\n\x1a\nrest", "image/png"), (b"\xff\xd8\xffrest", "image/jpeg"),
    (b"<html><script>", "text/plain"), (b"MZ\x90\x00\xff", "application/octet-stream"),
    (b"PK\x03\x04..xl/workbook", attaching.OFFICE[b"xl/"]), (b"PK\x03\x04..", "application/zip"),
    ("Grüße".encode(), "text/plain"),
]


@pytest.mark.parametrize(("body", "kind"), KINDS)
def test_the_type_is_told_by_what_it_holds(cast, stan, body, kind):
    add(stan, "invoice.pdf", body)
    assert files(cast)[0].content_type == kind


NAMES = [
    ("../../etc/passwd", "passwd"), ("C:\\dir\\a.txt", "a.txt"), ("..", "file"),
    ("a\r\nSet-Cookie: x.pdf", "a--Set-Cookie- x.pdf"), ("x" * 200, "x" * 80),
]


@pytest.mark.parametrize(("name", "kept"), NAMES)
def test_a_name_is_no_path(name, kept):
    assert attaching.safe(name) == kept


def test_what_is_wrong_is_said_at_the_field(cast, stan, monkeypatch):
    assert "Choose a file." in text(stan.post(f"{INVOICE}/attachments"), 422)
    assert "The file is empty." in text(add(stan, body=b""), 422)
    large = b"x" * (attaching.LARGEST + 1)
    assert "The file is too large: at most 5 MB." in text(add(stan, body=large), 422)
    monkeypatch.setattr(attaching, "MOST", 1)
    add(stan)
    assert "An invoice has at most 1 attachments." in text(add(stan), 422)
    assert len(files(cast)) == 1


def test_a_second_file_of_the_same_name_is_told_apart(cast, stan):
    add(stan)
    add(stan)
    assert [file.name for file in files(cast)] == ["contract.pdf", "contract.pdf (2)"]


def test_a_file_is_deleted_for_all(cast, stan, jane):
    messages(stan, add(stan))
    (file,) = files(cast)
    here = f"{INVOICE}/attachments/{file.attachment_id}"
    assert "contract.pdf is deleted from invoice INV-2" in text(stan.get(f"{here}/delete"))
    assert messages(stan, stan.post(f"{here}/delete")) == ["'contract.pdf' has been deleted."]
    assert files(cast) == []
    assert jane.get(f"/portal/invoices/INV-2/attachments/{file.attachment_id}").status_code == 404
    with cast.within():
        assert shelf.read(file.storage_key) is None


def test_an_invoice_is_sent_again(cast, stan):
    assert "jane@atlas.example" in text(stan.get(f"{INVOICE}/mail"))
    assert messages(stan, stan.post(f"{INVOICE}/mail")) == [
        "Invoice INV-2 has been sent to 'Jane Miller'."]
    assert due(cast) == [("invoice", "jane@atlas.example")]


def test_a_draft_and_an_address_that_is_none_are_not_sent(cast, stan):
    change(cast, "CT-1", email="")
    assert "has no e-mail address" in messages(stan, stan.post(f"{INVOICE}/mail"))[0]
    with cast.within():
        db.session.get(Invoice, (cast.acme, "INV-2")).status = "Draft"
        db.session.commit()
    assert "is a draft or reversed" in messages(stan, stan.post(f"{INVOICE}/mail"))[0]
    assert due(cast) == []


def test_lists_of_records_have_pages(cast, stan):
    page = text(stan.get("/setup/customers/C-1001/invoices"))
    assert 'href="/setup/customers/C-1001/invoices/INV-2"' in page and "CANARY" not in page
    assert "PAY-1" in text(stan.get("/setup/customers/C-1001/payments"))
    assert "CR-1" in text(stan.get("/setup/customers/C-1001/credits"))
    assert stan.get("/setup/customers/C-1001/credits?after=xyz").status_code == 404
    assert stan.get("/setup/customers/C-1003/invoices/INV-2").status_code == 404
