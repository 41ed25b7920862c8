"""“1,000+” is found out once a minute for a visit and its filter, for no other customer (P11)."""

import re

import pytest
from sqlalchemy import text

from billing.ledger.invoice import Invoice
from config.database import db
from config.line import Line
from portal import lengths
from tests import ledger

PAGE = "/portal/invoices"
COUNTING = "count(*) as n from"


@pytest.fixture(autouse=True)
def many(cast):
    """A thousand and one more of INV-2, and one of another customer within Jane's reach."""
    names = [each.name for each in Invoice.__table__.c if not each.computed]
    copied = ["invoice_id || '-' || n" if name == "invoice_id" else name for name in names]
    with cast.within():
        db.session.execute(text(
            f"insert into invoice ({', '.join(names)}) select {', '.join(copied)}"
            " from invoice, generate_series(1, 1001) n where invoice_id = 'INV-2'"))
        ledger.invoice("CW-1", "C-1003", 10_000, days=-5)
        db.session.commit()


@pytest.fixture
def heard(monkeypatch):
    heard, ask = [], Line.ask
    monkeypatch.setattr(Line, "ask", lambda line, sql, values: (
        heard.append(sql), ask(line, sql, values))[1])
    return heard


def counted(heard, visitor, query=""):
    """(what the page says of its length, how often it was counted)"""
    heard.clear()
    page = visitor.get(PAGE + query).text
    said = re.search(r'<p class="muted">([^<]*)</p>', page)[1]
    return said, sum(COUNTING in sql for sql in heard)


def test_a_long_list_is_counted_once(jane, heard):
    assert counted(heard, jane) == ("1,000+ records", 1)
    assert counted(heard, jane) == ("1,000+ records", 0)
    assert counted(heard, jane, "?sort=balance") == ("1,000+ records", 0)


def test_another_filter_and_another_visit_are_counted_by_themselves(jane, visit, cast, heard):
    counted(heard, jane)
    assert counted(heard, jane, "?invoice_id=INV-3") == ("1 record", 1)
    assert counted(heard, jane, "?invoice_id=INV-3") == ("1 record", 1)
    again = visit("acme").at_portal(cast.jane)
    assert counted(heard, again) == ("1,000+ records", 1)


def test_at_another_customer_of_the_same_visit_it_is_counted_anew(jane, heard):
    counted(heard, jane)
    assert jane.post("/portal/company", {"customer_id": "C-1003"}).status_code == 302
    assert counted(heard, jane) == ("1 record", 1)


def test_after_a_minute_it_is_counted_anew(jane, heard, monkeypatch):
    monkeypatch.setattr(lengths, "KEPT_SECONDS", 0)
    counted(heard, jane)
    assert counted(heard, jane) == ("1,000+ records", 1)
