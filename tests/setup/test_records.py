"""A single payment, credit and invoice as staff see it, and its PDF (A9, P4 to P6)."""

import re

import pytest
from sqlalchemy import delete, select

from billing.ledger.allocation import Allocation
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.ledger.payment import Payment
from config import clock
from config.database import db
from tests import ledger
from tests.setup.pages import text

ATLAS = "/setup/customers/C-1001"
PDFS = {
    f"{ATLAS}/invoices/INV-2.pdf": "/portal/invoices/INV-2.pdf",
    f"{ATLAS}/payments/PAY-1/receipt.pdf": "/portal/payments/PAY-1/receipt.pdf",
    f"{ATLAS}/credits/CR-1.pdf": "/portal/credits/CR-1.pdf",
}


def test_a_payment_tells_all_and_leads_to_its_invoices(cast, stan):
    page = text(stan.get(f"{ATLAS}/payments/PAY-1"))
    for said in ("Payment PAY-1", ">Processed<", "Applied to invoices", "Invoices paid",
                 f'href="{ATLAS}/payments/PAY-1/receipt.pdf"', "Atlas Orion"):
        assert said in page, said
    with cast.within():
        paid = db.session.scalars(select(Allocation.invoice_id).where(
            Allocation.payment_id == "PAY-1")).all()
    assert paid and all(f'href="{ATLAS}/invoices/{each}"' in page for each in paid)


def test_a_payment_that_failed_says_why_and_has_no_receipt(cast, stan):
    with cast.within():
        db.session.add(Payment(
            payment_id="PAY-X", customer_id="C-1001", payment_date=clock.now().date(),
            currency="USD", payment_amount=500, status="Declined", failure_reason="card_declined"))
        db.session.commit()
    page = text(stan.get(f"{ATLAS}/payments/PAY-X"))
    assert ">Declined<" in page and 'class="note error-note"' in page and "receipt.pdf" not in page
    assert stan.get(f"{ATLAS}/payments/PAY-X/receipt.pdf").status_code == 404


def test_a_credit_tells_what_is_left_and_where_the_rest_went(cast, stan):
    page = text(stan.get(f"{ATLAS}/credits/CR-1"))
    assert "Credit CR-1" in page and f'href="{ATLAS}/credits/CR-1.pdf"' in page
    with cast.within():
        credit = db.session.get(Credit, (cast.acme, "CR-1"))
        credit.apply(db.session.get(Invoice, (cast.acme, "INV-2")), 100)
        db.session.commit()
    page = text(stan.get(f"{ATLAS}/credits/CR-1"))
    assert "Applied to" in page and f'href="{ATLAS}/invoices/INV-2"' in page
    page = text(stan.get(f"{ATLAS}/invoices/INV-2"))
    assert f'href="{ATLAS}/credits/CR-1"' in page and "$1.00" in page


def test_an_invoice_shows_lines_and_sums_as_its_customer_sees_them(stan, jane):
    shown = [re.search(r'<section class="table lines".*?</section>', text(page), re.S)[0]
             for page in (stan.get(f"{ATLAS}/invoices/INV-2"), jane.get("/portal/invoices/INV-2"))]
    assert shown[0] == shown[1]
    for said in ('<td class="what">', "Subtotal", "Total", 'class="sum">Balance'):
        assert said in shown[0], said


def test_an_invoice_tells_how_each_payment_of_it_stands(cast, stan):
    with cast.within():
        paid = db.session.scalars(select(Allocation.invoice_id).where(
            Allocation.payment_id == "PAY-1")).first()
    page = text(stan.get(f"{ATLAS}/invoices/{paid}"))
    line = re.search(rf'<li><a href="{ATLAS}/payments/PAY-1">Payment PAY-1</a>.*?</li>', page)[0]
    assert ">Processed<" in line and '<b class="num">' in line


def test_a_draft_without_lines_says_so(cast, stan):
    with cast.within():
        ledger.invoice("INV-D", "C-1001", 1_000, days=3, status="Draft")
        db.session.execute(delete(InvoiceLine).where(InvoiceLine.invoice_id == "INV-D"))
        db.session.commit()
    page = text(stan.get(f"{ATLAS}/invoices/INV-D"))
    assert "No lines." in page and 'class="what"' not in page


def test_a_childs_invoice_that_the_parent_paid_is_led_to(cast, stan):
    with cast.within():
        ledger.invoice("N-1", "C-1005", 20_000, days=-4)
        db.session.add(Allocation(invoice_id="N-1", payment_id="PAY-1", amount=1))
        db.session.commit()
    child = "/setup/customers/C-1005/invoices/N-1"
    assert f'href="{child}"' in text(stan.get(f"{ATLAS}/payments/PAY-1"))
    assert f'href="{ATLAS}/payments/PAY-1"' in text(stan.get(child))


def test_lists_and_the_customers_page_lead_to_them(stan):
    for page in (ATLAS, f"{ATLAS}/payments", f"{ATLAS}/credits"):
        shown = text(stan.get(page))
        assert (f'href="{ATLAS}/payments/PAY-1"' in shown) == (not page.endswith("credits"))
        assert (f'href="{ATLAS}/credits/CR-1"' in shown) == (not page.endswith("payments"))


@pytest.mark.parametrize("pdf", PDFS)
def test_the_pdf_is_the_customers_own_file(stan, jane, pdf):
    mine, theirs = stan.get(pdf), jane.get(PDFS[pdf])
    assert mine.status_code == theirs.status_code == 200
    assert mine.mimetype == "application/pdf" and mine.data[:5] == b"%PDF-"
    assert mine.data == theirs.data
    assert mine.headers["Content-Disposition"] == theirs.headers["Content-Disposition"]


@pytest.mark.parametrize("pdf", [each.replace("C-1001", "C-1002") for each in PDFS])
def test_under_another_customer_there_is_none(stan, pdf):
    assert stan.get(pdf).status_code == 404


def test_a_draft_has_no_pdf(cast, stan):
    with cast.within():
        ledger.invoice("INV-D", "C-1001", 1_000, days=3, status="Draft")
        db.session.commit()
    assert ".pdf" not in text(stan.get(f"{ATLAS}/invoices/INV-D"))
    assert stan.get(f"{ATLAS}/invoices/INV-D.pdf").status_code == 404
