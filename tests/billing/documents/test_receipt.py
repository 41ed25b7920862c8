import pytest

from billing.documents.receipt import render_receipt
from tests.billing.documents.reading import Pages, bare


@pytest.fixture
def receipt(seller, buyer):
    def made(invoices=2, **keys):
        return {
            "seller": seller,
            "buyer": buyer,
            "payment_id": "PT-000123",
            "payment_date": "Oct 2, 2024",
            "payment_method": "Visa •••• 4242",
            "reference_number": "ch_3QK",
            "amount": "$1,700.00",
            "applied": "$1,680.50",
            "unapplied": "$19.50",
            "currency": "USD",
            "status": "Processed",
            "invoices": [paid(number) for number in range(invoices)],
        } | keys

    return made


def paid(number):
    return {
        "invoice_id": f"INV-{number:04d}",
        "invoice_date": "Sep 1, 2024",
        "due_date": "Oct 1, 2024",
        "amount": f"${number + 1}.01",
    }


def test_every_figure_stands_on_it(receipt):
    pages = Pages(render_receipt(receipt()))
    said = receipt()
    for key in ("payment_id", "payment_method", "reference_number", "amount", "status"):
        assert said[key] in pages
    for invoice in said["invoices"]:
        assert all(words in pages for words in invoice.values())
    assert "Applied to invoices $1,680.50 Not yet applied $19.50 Amount paid $1,700.00" in pages
    assert "Paid on Oct 2, 2024" in pages
    assert len(pages) == 1


def test_a_payment_of_300_invoices(receipt):
    pages = Pages(render_receipt(receipt(300)))
    head = bare("Invoice ID Invoice date Due date Amount")
    assert all(head in bare(page) for page in pages.pages)
    assert all(paid(number)["invoice_id"] in pages for number in range(300))


def test_a_payment_on_account_has_no_invoices(receipt):
    pages = Pages(render_receipt(receipt(0, applied="", unapplied="$1,700.00")))
    assert "Not yet applied $1,700.00" in pages


def test_hostile_text_stays_text(receipt):
    hostile = "#panic() $x$ *b* \\ @a [ { <l>"
    pages = Pages(render_receipt(receipt(payment_method=hostile, reference_number=hostile)))
    assert pages.text.count(bare(hostile)) == 2
