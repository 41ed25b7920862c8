import logging

import pytest

from billing.documents.invoice import render_invoice
from tests.billing.documents.lines import line
from tests.billing.documents.reading import Pages


@pytest.fixture
def seller():
    return {
        "name": "Acme Cloud Inc.",
        "address": ["120 Harbor Street", "Boston, MA 02110"],
        "email": "billing@acme.example",
        "phone": "+1 617 555 0142",
        "logo": None,
        "accent": "#0f766e",
    }


@pytest.fixture
def buyer():
    return {"name": "Orion Zenith", "contact": "Jana Müller", "address": ["Lindenallee 12"]}


@pytest.fixture
def invoice(seller, buyer):
    """A maker of invoice documents with so many lines, or these, and any key of one's own."""

    def made(lines=1, **keys):
        rows = [line(number) for number in range(lines)] if isinstance(lines, int) else lines
        return {
            "seller": seller,
            "buyer": buyer,
            "invoice_id": "INV-2024-0917",
            "invoice_date": "Oct 2, 2024",
            "due_date": "Nov 1, 2024",
            "status": "Partially Paid",
            "payment_terms": "Net 30",
            "notes": "Thank you.\nPlease quote the invoice ID.",
            "currency": "USD",
            "lines": rows,
            "subtotal": "$11,905.00",
            "tax": "$775.50",
            "total": "$12,680.50",
            "paid": "−$200.00",
            "balance": "$12,480.50",
            "updated_date": "2024-10-02T09:30:00+00:00",
        } | keys

    return made


@pytest.fixture
def printed(invoice):
    """The pages of an invoice with so many lines and any key of one's own."""
    return lambda lines=1, **keys: Pages(render_invoice(invoice(lines, **keys)))


@pytest.fixture
def warnings(caplog):
    caplog.set_level(logging.WARNING, "billing.documents.pdf")
    return caplog
