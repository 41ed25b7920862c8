"""From an invoice line down to the usage behind it (P15)."""

import re
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from billing.ledger.invoice_line import InvoiceLine
from billing.people.customer import Customer
from billing.usage.usage import Usage
from config.database import db
from tests import ledger

LINE = "/portal/invoices/INV-2/lines/1/usages"
DAY = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def made(cast):
    """INV-2's one line is of compute hours in March 2025."""
    with cast.within():
        line = db.session.scalars(select(InvoiceLine).filter_by(invoice_id="INV-2")).one()
        line.unit_of_measure, line.start_date, line.end_date = "Hours", DAY, date(2025, 3, 31)
        line.charge_name = "Usage"
        db.session.commit()


def use(cast, key, quantity="1", **more):
    with cast.within():
        options = {"date": DAY, "unit_of_measure": "Hours", "product_name": "Compute",
                   "invoice_id": "INV-2", **more}
        db.session.add(Usage(usage_id=f"B-{key}", customer_id="C-1001", currency="USD",
                             quantity=Decimal(quantity), **options))
        db.session.commit()


def ids(page):
    return re.findall(r'href="/portal/usages/(B-[^"]+)"', page.text)


def test_the_line_leads_to_its_usage_and_that_adds_up(cast, jane):
    use(cast, "1", "1.5")
    use(cast, "2", "0.25", date=date(2025, 3, 31), product_name="")
    assert LINE in jane.get("/portal/invoices/INV-2").text
    page = jane.get(LINE)
    assert ids(page) == ["B-2", "B-1"] and "<b>1.75</b>" in page.text


@pytest.mark.parametrize("other", [
    {"invoice_id": "INV-1"}, {"invoice_id": None}, {"product_name": "Storage"},
    {"unit_of_measure": "GB"}, {"date": date(2025, 4, 1)},
    {"custom_fields": {"charge_category": "Tax"}},
])
def test_what_the_line_is_not_about_is_not_behind_it(cast, jane, other):
    use(cast, "1")
    use(cast, "2", **other)
    assert ids(jane.get(LINE)) == ["B-1"]


def test_an_invoice_without_usage_leads_nowhere(jane):
    assert "/usages" not in jane.get("/portal/invoices/INV-3").text.split("<main")[1]
    assert "No usage is recorded" in jane.get("/portal/invoices/INV-3/lines/1/usages").text


@pytest.mark.parametrize("field", ["invoice_id", "date", "quantity", "unit_of_measure"])
def test_what_is_hidden_is_not_told(cast, jane, field):
    use(cast, "1")
    cast.hide("usages", field)
    assert LINE not in jane.get("/portal/invoices/INV-2").text
    assert jane.get(LINE).status_code == 404


@pytest.mark.parametrize("address", [
    "/portal/invoices/INV-4/lines/1/usages", "/portal/invoices/INV-2/lines/2/usages",
    "/portal/invoices/CANARY-B-INV/lines/1/usages",
])
def test_drafts_other_lines_and_others_invoices_are_not_there(cast, jane, address):
    assert jane.get(address).status_code == 404


def test_a_childs_usage_is_the_childs(cast, visit):
    """A parent's user sees the child's invoice, not its usage (D23)."""
    with cast.within():
        child = db.session.get(Customer, (cast.acme, "C-1003"))
        child.parent_customer, child.portal_enabled = "C-1001", True
        ledger.invoice("INV-CHILD", "C-1003", 500, days=-3)
        db.session.add(Usage(usage_id="B-1", customer_id="C-1003", currency="USD", date=DAY,
                             quantity=Decimal(1), invoice_id="INV-CHILD"))
        db.session.commit()
    jane = visit("acme").at_portal(cast.jane)
    page = jane.get("/portal/invoices/INV-CHILD")
    assert page.status_code == 200 and "/usages" not in page.text.split("<main")[1]
    assert jane.get("/portal/invoices/INV-CHILD/lines/1/usages").status_code == 404
