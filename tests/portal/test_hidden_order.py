"""A list can go by a day that the tenant hides; its pages turn, and tell nothing of it (D29)."""

import base64
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.tables import cursor
from config import clock
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tests import ledger


@pytest.fixture
def many(cast, jane):
    """Thirty-three invoices, their day hidden."""
    with cast.within():
        for number in range(30):
            ledger.invoice(f"ZQ-{number:02}", "C-1001", 100, days=-100 - number)
        db.session.scalars(select(PortalSetup)).one().hidden_fields = {"invoices": ["invoice_date"]}
        db.session.commit()
    site.forget()


def older(page):
    return re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")


def ids(page):
    return re.findall(r"<td class=id><a [^>]*>([^<]+)", page)


def test_pages_turn_both_ways(many, jane):
    first = jane.get("/portal/invoices").text
    second = jane.get(older(first)).text
    assert ids(first) + ids(second) == (
        ["INV-3", "INV-2", "INV-1", *(f"ZQ-{number:02}" for number in range(30))]
    )
    newer = re.search(r'rel="prev" href="([^"]+)"', second)[1]
    assert ids(jane.get(newer).text) == ids(first)


def test_the_address_of_a_page_does_not_tell_the_day(many, jane):
    word = older(jane.get("/portal/invoices").text).partition("after=")[2]
    inside = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
    assert b"ZQ-21" not in inside and not re.search(rb"\d{4}-\d\d", inside)


@pytest.mark.parametrize("days", [0, 110, 9999])
def test_a_made_up_place_finds_out_nothing(many, jane, days):
    day = clock.today(ledger.ZONE) - timedelta(days=days)
    word = cursor.pack(day, "ZQ-10", 1)
    assert jane.get(f"/portal/invoices?after={word}").status_code == 404
