"""Filters of the lists (P11): each kind, several at once, and what cannot be asked for."""

import re

import pytest
from sqlalchemy import update

from billing.gateways import reasons
from billing.ledger.invoice import Invoice
from billing.people.portal_user import PortalUser
from config.database import db
from tests import ledger

LOW = reasons.text("insufficient_funds")


def ids(page):
    """The invoices that a page lists."""
    return re.findall(r'<td class=id><a href="/portal/invoices/([^"]+)"', page)


@pytest.mark.parametrize(
    "query, found",
    [
        ("", ["INV-3", "INV-2", "INV-1"]),
        ("invoice_id=v-2", ["INV-2"]),
        ("invoice_id=%25", []),
        ("invoice_id=_", []),
        ("status=Paid", ["INV-1"]),
        ("status=Posted", ["INV-3"]),
        ("status=Past+due", ["INV-2"]),
        ("status=Paid&status=Past+due", ["INV-2", "INV-1"]),
        ("status=Draft", ["INV-3", "INV-2", "INV-1"]),
        ("invoice_amount.min=200", ["INV-3", "INV-2"]),
        ("invoice_amount.max=200.00", ["INV-3", "INV-1"]),
        ("invoice_amount.min=100.01&invoice_amount.max=499.99", ["INV-3"]),
        ("balance.min=1&status=Past+due", ["INV-2"]),
        ("invoice_date.in=last-7-days", ["INV-3"]),
        ("invoice_date.in=nonsense", ["INV-3", "INV-2", "INV-1"]),
        ("invoice_date.from=2000-01-01", ["INV-3", "INV-2", "INV-1"]),
        ("invoice_date.to=2000-01-01", []),
        ("sort=invoice_amount&status=Paid&status=Posted", ["INV-1", "INV-3"]),
    ],
)
def test_a_filter_shows_what_matches(jane, query, found):
    assert ids(jane.get(f"/portal/invoices?{query}").text) == found


@pytest.mark.parametrize(
    "query, message",
    [
        ("invoice_amount.min=much", "Please enter a number"),
        ("invoice_amount.min=1e400000", "Please enter a number"),
        ("invoice_amount.min=20&invoice_amount.max=10", "less than the number"),
        ("due_date.from=2026-02-30", "Please enter a day"),
        ("due_date.from=0001-01-01", "Please enter a day"),
        ("due_date.from=2026-02-02&due_date.to=2026-02-01", "before the first"),
        ("due_date.in=this-year&due_date.from=2026-02-02&due_date.to=2026-03-01", "not both"),
        ("due_date.in=this-year&due_date.to=2026-03-01", "not both"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_kept(jane, query, message):
    answer = jane.get(f"/portal/invoices?{query}&invoice_id=kept")
    assert answer.status_code == 422
    assert message in answer.text
    for value in ("kept", *(pair.split("=")[1] for pair in query.split("&"))):
        assert f'value="{value}"' in answer.text


def test_words_of_ours_are_chosen_as_the_reader_sees_them(cast, jane):
    """What is kept in English is not looked for by what a reader of French would type."""
    with cast.within():
        db.session.execute(update(PortalUser).where(
            PortalUser.portal_user_id == cast.jane).values(language="fr"))
        ledger.payment("PAY-9", "C-1001", 100, {}, status="Declined", failure_reason=LOW,
                       payment_type="External")
        db.session.commit()
    panel = jane.get("/portal/filter/payments?payment_type=External&failure_reason=x").text
    assert re.search(r'name="payment_type" value="External" checked>Externe<', panel)
    page = jane.get("/portal/payments", query_string={"failure_reason": LOW}).text
    assert "PAY-9" in page and "PAY-1" not in page
    page = jane.get("/portal/payments?payment_type=Electronic").text
    assert "PAY-1" in page and "PAY-9" not in page


def test_a_number_of_another_currency_counts_its_own_minor_units(cast, jane):
    with cast.within():
        db.session.add(Invoice(
            invoice_id="YEN-1", customer_id="C-1001", currency="JPY", status="Posted",
            invoice_date=ledger.clock.today(ledger.ZONE), due_date=ledger.clock.today(ledger.ZONE),
            subtotal=450, invoice_tax=0, invoice_amount=450, paid_amount=0,
        ))
        db.session.commit()
    page = jane.get("/portal/invoices?invoice_amount.min=440&invoice_amount.max=460").text
    assert ids(page) == ["YEN-1"]


def test_chips_name_the_filter_and_lead_to_the_list_without_it(jane):
    page = jane.get("/portal/invoices?status=Paid&status=Posted&invoice_id=INV&sort=due_date").text
    chips = re.findall(r"<li><span>(.*?)</span><a href=\"([^\"]+)\"", page)
    assert [re.sub("<.*?>", "", text) for text, _ in chips] == [
        "Invoice ID: INV", "Status: Paid, Posted"]
    without_status = next(href for text, href in chips if text.startswith("Status"))
    assert without_status == "/portal/invoices?invoice_id=INV&amp;sort=due_date"


def test_filter_and_order_stay_from_page_to_page(cast, jane):
    with cast.within():
        for number in range(60):
            ledger.invoice(f"MANY-{number:02}", "C-1001", 1_000 + number, days=-2)
        db.session.commit()
    page = jane.get("/portal/invoices?invoice_id=many&sort=invoice_amount").text
    seen = ids(page)
    while older := re.search(r'rel="next" href="([^"]+)"', page):
        page = jane.get(older[1].replace("&amp;", "&")).text
        seen += ids(page)
    assert seen == [f"MANY-{number:02}" for number in range(60)]
    assert "60 records" in page


def test_counts_are_exact_to_their_bound(cast, jane):
    with cast.within():
        for number in range(1_001):
            ledger.credit(f"CR-{number:04}", "C-1001", 100, reference_number="many")
        db.session.commit()
    assert "1,000+ records" in jane.get("/portal/credits?reference_number=many").text
    assert ">1 record<" in jane.get("/portal/credits?credit_id=CR-0007").text
    assert "1,000 records" in jane.get("/portal/credits?credit_id=CR-0").text


def test_nothing_found_says_so_and_keeps_the_way_back(jane):
    page = jane.get("/portal/invoices?invoice_id=nothing").text
    assert "Nothing matches this filter" in page
    assert 'href="/portal/invoices"' in page and "Filter" in page


def test_the_panel_shows_what_is_filtered_by(jane):
    asked = "status=Paid&invoice_amount.min=5&due_date.in=this-year"
    page = jane.get(f"/portal/filter/invoices?{asked}")
    assert page.status_code == 200
    assert 'value="Paid" checked' in page.text
    assert 'name="invoice_amount.min" type="number" value="5"' in page.text
    assert 'value="this-year" selected' in page.text


def test_a_field_that_is_hidden_is_no_way_to_find_out_about_it(cast, jane):
    cast.hide("invoices", "balance", "due_date")
    page = jane.get("/portal/invoices?balance.min=250&due_date.in=last-year&sort=balance").text
    assert ids(page) == ["INV-3", "INV-2", "INV-1"]
    panel = jane.get("/portal/filter/invoices").text
    assert "balance" not in panel and "due_date" not in panel


@pytest.mark.parametrize("key", ["subscriptions", "nothing", "usage_events"])
def test_a_tab_that_is_off_has_no_panel(jane, key):
    assert jane.get(f"/portal/filter/{key}").status_code == 404
    assert jane.get(f"/portal/columns/{key}").status_code == 404
    assert jane.post(f"/portal/columns/{key}").status_code == 404
