"""The invoice's PDF comes with its mail, as long as a mail server would take it (M12, D27)."""

import pytest

from billing.ledger.invoice import Invoice
from config.database import db
from mailers import delivery, invoice


@pytest.fixture
def attached(cast):
    """The files of the mail about INV-2, as (name, type, its first bytes), and the letter."""

    def written():
        with cast.within():
            found = db.session.get_one(Invoice, (cast.acme, "INV-2"))
            mail = invoice.write(found, "jane@atlas.example")
            db.session.commit()
            message = delivery.written(mail)
        files = [(part.get_filename(), part.get_content_type(), part.get_content()[:5])
                 for part in message.iter_attachments()]
        return files, message.get_body(("plain",)).get_content()

    return written


def test_the_pdf_comes_with_the_mail(attached):
    files, text = attached()
    assert files == [("INV-2.pdf", "application/pdf", b"%PDF-")]
    assert "/invoice.pdf" in text


def test_a_large_one_is_linked_only(attached, monkeypatch):
    monkeypatch.setattr(invoice, "LARGEST", 1000)
    files, text = attached()
    assert files == [] and "/invoice.pdf" in text
