"""The Subscriptions tab: what a row and a page tell, and what is nobody's (P9)."""

import re
from decimal import Decimal
from html import unescape

import pytest
from sqlalchemy import select

from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from billing.tables.tabs import TABS
from config.database import db
from tests import ledger

PAGE = "/portal/subscriptions"


@pytest.fixture(autouse=True)
def on(cast):
    cast.show(*TABS)


def enter(cast, *plans, **more):
    with cast.within():
        ledger.subscription("S-9", "C-1001", *plans, **more)
        db.session.commit()


def cells(page, subscription_id):
    """The texts of the cells of one row."""
    row = re.search(rf"<tr>(?:(?!</?tr).)*{subscription_id}</a>.*?(?=<tr>|</tbody>)", page.text,
                    re.DOTALL)[0]
    texts = (re.sub("<[^>]+>", "", each) for each in re.split(r"<td[^>]*>", row)[1:])
    return [unescape(text).strip() for text in texts]


def test_a_row_tells_the_first_line_how_many_more_and_their_sum(cast, jane):
    enter(cast, "Team", "Support", "Backup")
    told = cells(jane.get(PAGE), "S-9")
    assert told[:6] == ["S-9", "Team +2", "10", "$12.50", "Monthly", "$375.00"]
    assert told[8] == "Active" and told[6].endswith(told[7][-6:])


def test_one_line_needs_no_more(cast, jane):
    enter(cast, "Team")
    assert cells(jane.get(PAGE), "S-9")[1:3] == ["Team", "10"]


def test_different_billing_periods_have_no_sum(cast, jane):
    enter(cast, "Team", "Support")
    with cast.within():
        db.session.get_one(SubscriptionLine, (cast.acme, "S-9", "L-2")).billing_period = "Yearly"
        db.session.commit()
    assert cells(jane.get(PAGE), "S-9")[4:6] == ["Monthly, Yearly", "–"]
    assert "Total per period" not in jane.get(f"{PAGE}/S-9").text


def test_without_lines_a_row_is_a_row(cast, jane):
    enter(cast)
    assert cells(jane.get(PAGE), "S-9")[:6] == ["S-9", "–", "–", "–", "–", "–"]
    assert jane.get(f"{PAGE}/S-9").status_code == 200


def test_the_page_tells_lines_and_dates(cast, jane):
    enter(cast, "Team", "Support", contract_term="12 months", renewal_term="6 months",
          auto_renew=True)
    with cast.within():
        line = db.session.get_one(SubscriptionLine, (cast.acme, "S-9", "L-2"))
        line.effective_price, line.list_price = Decimal("0.0000166667"), Decimal("0.5")
        db.session.commit()
    page = jane.get(f"{PAGE}/S-9").text
    for text in ("Next invoice date", "Current period", "12 months", "6 months", "$0.50",
                 "$0.0000166667", "$0.000166667", "$125.000166667", "10 Seats", "Team", "Support"):
        assert text in page


@pytest.mark.parametrize("key", ["S-9", "CANARY-B-SUB", "CANARY-initech-SUB", "none"])
def test_a_draft_and_a_neighbours_are_as_unknown(cast, jane, key):
    enter(cast, "Team", status="Draft")
    assert jane.get(f"{PAGE}/{key}").status_code == 404
    assert "S-9" not in jane.get(PAGE).text


@pytest.mark.parametrize("query, there", [
    ("status=Paused", True), ("status=Active", False), ("status=Active&status=Paused", True),
    ("plan_name=tea", True), ("plan_name=flow", False), ("quantity.min=10", True),
    ("quantity.min=10.5", False), ("effective_price.max=12.50", True),
    ("effective_price.max=12.49", False), ("amount.min=250", True), ("amount.min=250.01", False),
    ("next_invoice_date.from=2026-01-01", False), ("sort=-subscription_id", True),
])
def test_filters(cast, jane, query, there):
    enter(cast, "Team", "Support", status="Paused")
    page = jane.get(f"{PAGE}?{query}")
    assert page.status_code == 200 and ("S-9</a>" in page.text) is there


def test_hiding_the_product_hides_it_in_the_lines(cast, jane):
    enter(cast, "Team")
    assert "Office" in jane.get(f"{PAGE}/S-9").text
    cast.hide("subscriptions", "product_name")
    assert "Office" not in jane.get(f"{PAGE}/S-9").text


def test_an_empty_tab_explains_itself(cast, jane):
    with cast.within():
        for record in db.session.scalars(select(Subscription).filter_by(customer_id="C-1001")):
            record.status = "Draft"
        db.session.commit()
    page = jane.get(PAGE).text
    assert "No subscriptions" in page and "its next invoice" in page


@pytest.mark.parametrize("address", [
    PAGE, f"{PAGE}/SUB-1", "/portal/filter/subscriptions", "/portal/columns/subscriptions",
    "/portal/exports/new?table=subscriptions",
])
def test_a_tab_that_is_off_is_not_there(cast, jane, address):
    assert jane.get(address).status_code == 200
    cast.show("invoices")
    assert jane.get(address).status_code == 404
    assert jane.post("/portal/exports?table=subscriptions").status_code == 404
