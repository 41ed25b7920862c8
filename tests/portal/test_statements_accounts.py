"""One statement has one currency and one account, also within a family (D22, D23)."""

import re

import pytest

from billing.ledger.invoice import Invoice
from billing.ledger.statement import Statement
from billing.people.customer import Customer
from config.database import db
from tenants.portal_setup import DEFAULT_TABS
from tests import ledger


@pytest.fixture(autouse=True)
def on(cast):
    cast.show(*DEFAULT_TABS, "statements")


@pytest.fixture
def family(cast):
    """Castor Works, where Jane pays too, is a child of Atlas Orion, which paid for it."""
    with cast.within():
        db.session.get_one(Customer, (cast.acme, "C-1003")).parent_customer = "C-1001"
        bill = ledger.invoice("CW-1", "C-1003", 9_000, days=-5)
        ledger.payment("PAY-CW", "C-1001", 10_000, {bill: 7_000})
        db.session.commit()


def ask(visitor, kind, **more):
    sent = {"template_name": kind, "period": "this-year", **more}
    return visitor.post("/portal/statements", sent)


def told(visitor, kind, **more):
    """The page's text without its tags."""
    page = visitor.get(ask(visitor, kind, **more).location).text
    page = page[page.index("<article"):page.index("</article>")]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def balance(visitor):
    page = visitor.get("/portal/credits").text
    return re.search(r"Account Balance</dt>\s*<dd><b>([^<]+)", page)[1]


@pytest.mark.parametrize("kind", ["Balance Forward", "Transaction", "Open Item"])
def test_a_payment_for_a_child_leaves_the_parents_account(jane, family, kind):
    text = told(jane, kind)
    assert f"Closing balance {balance(jane)}" in text and balance(jane) == "$445.00"
    assert ("Paid for another account, invoice CW-1" in text) == (kind != "Open Item")


def test_a_child_sees_that_it_was_paid_for_but_not_by_which_payment(jane, family):
    jane.post("/portal/company", {"customer_id": "C-1003"})
    text = told(jane, "Transaction")
    assert "Invoice CW-1, paid by another account" in text and "−$70.00" in text
    assert f"Closing balance {balance(jane)}" in text and balance(jane) == "$20.00"
    assert "PAY-CW" not in text and "Atlas" not in text


def test_a_statement_is_of_the_chosen_account_alone(jane, family):
    mine = ask(jane, "Transaction").location
    jane.post("/portal/company", {"customer_id": "C-1003"})
    assert jane.get(mine).status_code == jane.get(f"{mine}.pdf").status_code == 404
    assert "No statements yet" in jane.get("/portal/statements").text
    assert ask(jane, "Transaction").location != mine


def test_the_currency_is_asked_for_where_there_are_several(cast, jane):
    assert 'name="currency"' not in jane.get("/portal/statements/new").text
    with cast.within():
        ledger.invoice("INV-EUR", "C-1001", 12_345, days=-3).currency = "EUR"
        db.session.commit()
    form = jane.get("/portal/statements/new").text
    offered = form[form.index('id="currency"'):]
    assert re.findall(r'<option (?:selected )?value="([A-Z]+)"', offered) == ["USD", "EUR"]
    assert "INV-EUR" not in told(jane, "Transaction", currency="USD")
    text = told(jane, "Transaction", currency="EUR")
    assert "Closing balance €123.45" in text and "INV-2" not in text
    wrong = ask(jane, "Transaction", currency="JPY")
    assert wrong.status_code == 422 and 'id="currency-error"' in wrong.text


def test_a_currency_that_nobody_asked_about_is_not_taken(cast, jane):
    """Nor one that is sent although there is no choice."""
    ask(jane, "Transaction", currency="JPY")
    with cast.within():
        assert db.session.get_one(Statement, (cast.acme, "ST-1001")).currency == "USD"


def test_an_invoice_to_come_is_told_with_its_date(cast, jane):
    with cast.within():
        ledger.invoice("INV-LATER", "C-1001", 1_000, days=5)
        db.session.commit()
        later = db.session.get_one(Invoice, (cast.acme, "INV-LATER")).invoice_date
    text = told(jane, "Transaction")
    assert f"Invoice INV-LATER Dated {later:%b} {later.day}, {later.year}" in text
    assert f"Closing balance {balance(jane)}" in text


def test_records_of_a_tab_that_is_off_are_named_without_a_link(cast, jane):
    cast.show("statements", "credits")
    page = jane.get(ask(jane, "Transaction").location).text
    assert "Invoice INV-1" in page and 'href="/portal/invoices/INV-1"' not in page
    assert 'href="/portal/credits/CR-1"' in page
