"""What a record's page tells beside its fields, and whose records it names."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from billing.ledger.attachment import Attachment
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.people.customer import Customer
from billing.usage.usage import Usage
from config import clock, formats
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tests import ledger
from tests.billing.documents.reading import Pages
from tests.cast import login


def hide(cast, **fields):
    with cast.within():
        db.session.scalars(select(PortalSetup)).one().hidden_fields = fields
        db.session.commit()
    site.forget()


@pytest.mark.parametrize("days, words", [
    (-2, "2 days past due"), (-1, "1 day past due"), (0, "Due today"), (1, "in 1 day"),
    (9, "in 9 days"),
])
def test_an_invoice_says_how_late_it_is(cast, jane, days, words):
    with cast.within():
        ledger.invoice("INV-9", "C-1001", 100, days=days - 30)
        db.session.commit()
    assert f">{words}<" in jane.get("/portal/invoices/INV-9").text


def test_a_paid_invoice_is_not_late(jane):
    page = jane.get("/portal/invoices/INV-1").text
    assert "past due" not in page and "Paid" in page and ">Pay " not in page


def test_columns_of_lines_are_those_that_some_line_fills(cast, jane):
    assert "Discount" not in jane.get("/portal/invoices/INV-3").text
    with cast.within():
        db.session.add(InvoiceLine(invoice_id="INV-3", invoice_line_no=2, plan_name="Gold",
                                   discount=1_234, line_tax=567, amount=9))
        db.session.commit()
    page = jane.get("/portal/invoices/INV-3").text
    assert "−$12.34" in page and "$5.67" in page and "Gold" in page


@pytest.mark.parametrize("currency, unit_price, told", [
    ("USD", "2.5", "$2.50"), ("USD", "0.0000001453", "$0.0000001453"), ("JPY", "12", "¥12"),
    ("USD", "1E+3", "$1,000.00"), ("USD", "-7", "−$7.00"), ("USD", "0", "$0.00"),
])
def test_a_unit_price_has_its_currency_and_all_its_digits(cast, jane, currency, unit_price, told):
    with cast.within():
        db.session.get(Invoice, (cast.acme, "INV-2")).currency = currency
        line = db.session.get(InvoiceLine, (cast.acme, "INV-2", 1))
        line.unit_price = Decimal(unit_price)
        db.session.commit()
    assert f'data-l="Unit price">{told}</td>' in jane.get("/portal/invoices/INV-2").text
    assert told in Pages(jane.get("/portal/invoices/INV-2.pdf").data)


def test_an_attachment_is_listed_with_its_size(jane):
    page = jane.get("/portal/invoices/INV-1").text
    assert "terms.txt" in page and "<small>24 byte" in page


def test_hidden_attachments_cannot_be_fetched(cast, jane):
    with cast.within():
        number = db.session.scalar(
            select(Attachment.attachment_id).where(Attachment.invoice_id == "INV-1"))
    address = f"/portal/invoices/INV-1/attachments/{number}"
    assert jane.get(address).status_code == 302
    hide(cast, invoices=["attachments"])
    assert jane.get(address).status_code == 404


def test_a_hidden_pdf_has_no_link_but_its_address(cast, jane):
    """The document is exempt (D29): a mail may link to it."""
    hide(cast, invoices=["pdf"], payments=["pdf"])
    assert ".pdf" not in jane.get("/portal/invoices/INV-1").text
    assert ".pdf" not in jane.get("/portal/payments/PAY-1").text
    assert jane.get("/portal/invoices/INV-1.pdf").status_code == 200


def test_a_decline_is_told_in_plain_words(cast, jane):
    assert "Card declined" in jane.get("/portal/payments/PAY-2").text
    with cast.within():
        ledger.payment("PAY-9", "C-1001", 5_000, {}, status="Declined",
                       failure_reason="insufficient_funds")
        db.session.commit()
    assert "not enough funds" in jane.get("/portal/payments/PAY-9").text


def test_a_credit_says_when_it_was_applied(cast, jane):
    with cast.within(), clock.travelled(days=-3):
        credit = db.session.get(Credit, (cast.acme, "CR-1"))
        credit.apply(Invoice.locked(["INV-3"])[0], 700)
        db.session.commit()
    when = formats.day(clock.today(ledger.ZONE) - timedelta(days=3))
    page = jane.get("/portal/credits/CR-1").text
    assert "/portal/invoices/INV-3" in page and when in page and "$7.00" in page
    page = jane.get("/portal/invoices/INV-3").text
    assert "/portal/credits/CR-1" in page and when in page


def test_a_usage_links_only_to_an_invoice_that_opens(cast, jane):
    with cast.within():
        db.session.add(Usage(usage_id="U-9", customer_id="C-1001", date=clock.today(ledger.ZONE),
                             quantity=Decimal(1), currency="USD", invoice_id="INV-4"))
        db.session.commit()
    assert 'href="/portal/invoices/INV-1"' in jane.get("/portal/usages/U-1").text
    assert 'href="/portal/invoices/INV-4"' not in jane.get("/portal/usages/U-9").text


@pytest.fixture
def dora(cast, visit):
    """Signed in at Delta Holding, whose child Delta North is open and has its own payments."""
    with cast.within():
        user = login("dora@delta.example")
        holding = db.session.get(Customer, (cast.acme, "C-1004"))
        holding.portal_enabled = True
        holding.billing_contact.access = "Enabled"
        holding.billing_contact.portal_user_id = user
        db.session.get(Customer, (cast.acme, "C-1005")).portal_enabled = True
        child = ledger.invoice("N-1", "C-1005", 20_000, days=-4)
        ledger.payment("N-PAY", "C-1005", 3_300, {child: 3_300})
        ledger.payment("H-PAY", "C-1004", 4_400, {child: 4_400})
        ledger.credit("N-CR", "C-1005", 1_100)
        db.session.flush()
        db.session.get(Credit, (cast.acme, "N-CR")).apply(child, 1_100)
        db.session.commit()
    return visit("acme").at_portal(user)


def test_a_childs_invoice_names_the_child_and_keeps_its_numbers(dora):
    page = dora.get("/portal/invoices/N-1").text
    assert "Delta North" in page and "/portal/payments/H-PAY" in page
    assert "$33.00" in page and "$11.00" in page
    assert "N-PAY" not in page and "N-CR" not in page


def test_a_closed_childs_invoice_is_named_but_does_not_open(cast, dora):
    assert 'href="/portal/invoices/N-1"' in dora.get("/portal/payments/H-PAY").text
    with cast.within():
        db.session.get(Customer, (cast.acme, "C-1005")).portal_enabled = False
        db.session.commit()
    page = dora.get("/portal/payments/H-PAY").text
    assert "N-1" in page and 'href="/portal/invoices/N-1"' not in page
    assert dora.get("/portal/invoices/N-1").status_code == 404
