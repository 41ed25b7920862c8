import pytest

from billing.documents.credit_note import render_credit_note
from tests.billing.documents.reading import Pages


@pytest.fixture
def credit(seller, buyer):
    """A maker of credit notes with any key of one's own."""
    def made(**keys):
        return {
            "seller": seller, "buyer": buyer, "credit_id": "CR-2024-11",
            "credit_date": "Oct 3, 2024", "reference_number": "RMA 77", "currency": "USD",
            "status": "Open", "amount": "$250.00", "applied": "$100.00", "unapplied": "$150.00",
            "invoices": [{"invoice_id": "INV-7", "invoice_date": "Oct 2, 2024",
                          "due_date": "Nov 1, 2024", "amount": "$100.00"}],
            "notes": "For the outage.", **keys,
        }

    return made


def test_every_figure_stands_on_it(credit):
    pages = Pages(render_credit_note(credit()))
    for words in ("Credit note", "CR-2024-11", "RMA 77", "Issued on Oct 3, 2024", "the outage."):
        assert words in pages
    assert "INV-7 Oct 2, 2024 Nov 1, 2024 $100.00" in pages
    assert "Applied to invoices $100.00 Not yet applied $150.00 Credit amount $250.00" in pages


def test_one_that_was_not_applied_yet_has_no_table(credit):
    pages = Pages(render_credit_note(credit(invoices=[], applied="", unapplied="$250.00")))
    assert "Invoice ID" not in pages
    assert "Not yet applied $250.00" in pages


def test_500_invoices_repeat_the_head(credit):
    row = credit()["invoices"][0]
    pages = Pages(render_credit_note(credit(invoices=[row] * 500)))
    assert len(pages) > 5
    assert all("Invoice date" in page and f"Page {number} of {len(pages)}" in page
               for number, page in enumerate(pages.pages, 1))
