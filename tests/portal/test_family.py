"""A parent sees the invoices of its children whose gate is open, and nothing else (P13, D23)."""

import re

import pytest

from billing.people.customer import Customer
from config.database import db
from tests import ledger
from tests.cast import login


@pytest.fixture
def dora(cast, visit):
    """The billing contact of Delta Holding, signed in; both children have an invoice."""
    with cast.within():
        user = login("dora@delta.example")
        holding = db.session.get(Customer, (cast.acme, "C-1004"))
        holding.portal_enabled = True
        holding.billing_contact.access = "Enabled"
        holding.billing_contact.portal_user_id = user
        open_child("C-1005", True)
        open_child("C-1006", False)
        ledger.invoice("H-1", "C-1004", 10_000, days=-5)
        ledger.invoice("N-1", "C-1005", 20_000, days=-4)
        ledger.invoice("N-9", "C-1005", 20_000, days=-4, status="Draft")
        ledger.invoice("S-1", "C-1006", 40_000, days=-3)
        ledger.credit("N-CR", "C-1005", 500)
        db.session.commit()
    return visit("acme").at_portal(user)


def open_child(customer_id, is_open):
    db.session.get(Customer, (ledger.current_tenant_id(), customer_id)).portal_enabled = is_open


def ids(page):
    return re.findall(r'<td class=id><a href="/portal/[a-z]+/([^"]+)"', page)


def test_the_list_names_each_open_child(dora):
    page = dora.get("/portal/invoices").text
    assert ids(page) == ["N-1", "H-1"]
    assert "Delta North" in page and "Delta South" not in page
    assert "Customer</th>" in page


def test_who_has_no_children_sees_no_column_of_them(jane):
    assert "Customer</th>" not in jane.get("/portal/invoices").text
    assert "customer_name" not in jane.get("/portal/filter/invoices").text


def test_pages_of_the_child_invoice_open(dora):
    assert "N-1" in dora.get("/portal/invoices/N-1").text
    assert dora.get("/portal/invoices/N-1.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["/portal/invoices/S-1", "/portal/invoices/S-1.pdf",
                                     "/portal/invoices/N-9", "/portal/credits/N-CR"])
def test_what_is_not_theirs_is_as_unknown(dora, address):
    assert dora.get(address).status_code == 404


def test_other_tabs_are_the_parents_own(dora):
    assert "N-CR" not in dora.get("/portal/credits").text


def test_the_header_tells_own_and_childrens_balance_apart(dora):
    page = dora.get("/portal/credits").text
    assert "$100.00" in page and "$200.00" in page and "$300.00" not in page


def test_a_gate_that_closes_or_opens_counts_at_the_next_request(cast, dora):
    with cast.within():
        open_child("C-1005", False)
        open_child("C-1006", True)
        db.session.commit()
    assert ids(dora.get("/portal/invoices").text) == ["S-1", "H-1"]
    assert dora.get("/portal/invoices/N-1").status_code == 404


def test_the_child_does_not_see_its_parent_or_sister(cast, visit, dora):
    with cast.within():
        nora = login("nora@delta.example")
        child = db.session.get(Customer, (cast.acme, "C-1005"))
        child.billing_contact.access = "Enabled"
        child.billing_contact.portal_user_id = nora
        db.session.commit()
    visitor = visit("acme").at_portal(nora)
    assert ids(visitor.get("/portal/invoices").text) == ["N-1"]
    assert visitor.get("/portal/invoices/H-1").status_code == 404


def test_the_order_holds_across_the_family_and_its_pages(cast, dora):
    with cast.within():
        for number in range(40):
            owner = "C-1004" if number % 3 else "C-1005"
            ledger.invoice(f"X-{number:02}", owner, 100, days=-100 - number)
        db.session.commit()
    page = dora.get("/portal/invoices?invoice_id=X-").text
    seen = ids(page)
    older = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    page = dora.get(older).text
    assert seen + ids(page) == [f"X-{number:02}" for number in range(40)]
    newer = re.search(r'rel="prev" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert ids(dora.get(newer).text) == seen
