"""Statements are asked for without a script, told right, and not made without end (P10)."""

import re
from datetime import datetime, timezone

import pytest
from sqlalchemy import func, select

from billing.ledger.credit import Credit
from billing.ledger.payment import Payment
from billing.ledger.statement import MOST_A_DAY, Statement
from config import clock
from config.database import db
from tenants.portal_setup import DEFAULT_TABS
from tests import ledger
from tests.billing.documents.reading import Pages

KINDS = ("Balance Forward", "Transaction", "Open Item")


@pytest.fixture
def on(cast):
    """The tab, which is off unless the tenant wants it."""
    cast.show(*DEFAULT_TABS, "statements")


@pytest.fixture
def clerk(jane, on):
    return jane


def ask(visitor, kind="Transaction", period="this-year", **more):
    return visitor.post("/portal/statements",
                        {"template_name": kind, "period": period, **more})


def made(visitor, *args, **more):
    """The text of the page that a new statement leads to."""
    answer = ask(visitor, *args, **more)
    assert answer.status_code == 302, answer.text
    return visitor.get(answer.location).text


def count(cast):
    with cast.within():
        return db.session.scalar(select(func.count()).select_from(Statement))


@pytest.mark.parametrize("path", ["", "/new", "/ST-1", "/ST-1.pdf"])
def test_the_tab_is_off_unless_switched_on(jane, path):
    assert jane.get(f"/portal/statements{path}").status_code == 404
    assert ask(jane).status_code == 404
    assert "/portal/statements" not in jane.get("/portal/invoices").text


@pytest.mark.parametrize("kind", KINDS)
def test_page_and_pdf_tell_the_account_balance(clerk, kind):
    answer = ask(clerk, kind)
    page = clerk.get(answer.location).text
    balance = re.search(r"Account Balance</dt>\s*<dd><b>([^<]+)", clerk.get("/portal/credits").text)
    assert balance[1] == "$475.00"
    assert f"Closing balance</dt><dd>{balance[1]}" in page and kind in page
    pages = Pages(clerk.get(f"{answer.location}.pdf").data)
    amounts = set(re.findall(r'class="money"[^>]*>(?:<b>)?([^<]*\d[^<]*)<', page))
    assert "Atlas Orion" in pages and len(amounts) > 4
    assert [amount for amount in amounts if amount not in pages] == []
    assert all(name in pages for name in re.findall(r"(?:Invoice|Payment|Credit) [A-Z]+-\d", page))


def test_balance_forward_sums_what_happened(clerk):
    text = re.sub(r"<[^>]+>", " ", made(clerk, "Balance Forward"))
    said = " ".join(text.split())
    assert ("Opening balance $0.00 Invoices $800.00 Credits −$25.00 Payments −$300.00"
            " Closing balance $475.00") in said


def test_open_item_tells_since_when(clerk):
    page = made(clerk, "Open Item")
    assert "INV-1<" not in page and "INV-2" in page and "CR-1" in page
    assert '<td class="money" data-l="1–30 days">$300.00</td>' in page
    assert '<td class="number" data-l="Days past due">10</td>' in page


def test_what_was_taken_back_stays_listed_at_nothing(cast, clerk):
    with cast.within():
        credit = db.session.get_one(Credit, (cast.acme, "CR-1"))
        credit.status = "Reversed"
        ledger.payment("PAY-BACK", "C-1001", 900, {}, status="Charged Back")
        ledger.payment("PAY-PART", "C-1001", 700, {})
        db.session.get_one(Payment, (cast.acme, "PAY-PART")).refunded_amount = 200
        db.session.commit()
    page = made(clerk)
    assert "<small>Charged Back</small>" in page and "<small>Reversed</small>" in page
    assert "Refund of payment PAY-PART" in page and "$2.00" in page
    assert "PAY-2" not in page  # declined


def test_the_same_asked_for_again_leads_to_the_one_there_is(cast, clerk):
    first, again = ask(clerk), ask(clerk)
    assert first.location == again.location == "/portal/statements/ST-1001"
    assert ask(clerk, "Open Item").location == "/portal/statements/ST-1002"
    with clock.travelled(days=1):
        clerk.at_portal(cast.jane)
        assert ask(clerk).location == "/portal/statements/ST-1003"
    assert "ST-1002" in clerk.get("/portal/statements").text


def test_nobody_makes_statements_without_end(cast, clerk):
    today = clock.today(ledger.ZONE)
    with cast.within():
        for number in range(MOST_A_DAY):
            db.session.add(Statement(
                statement_id=f"ST-X{number}", customer_id="C-1001", statement_date=today,
                start_date=today.replace(year=1990 + number % 30, day=1 + number // 30),
                end_date=today, template_name="Open Item", currency="USD"))
        db.session.commit()
    before = count(cast)
    answer = ask(clerk)
    assert answer.status_code == 422 and "many statements today" in answer.text
    assert count(cast) == before
    assert ask(clerk, "Open Item", "own", start_date=f"1990-{today:%m}-01",
               end_date=str(today)).location == "/portal/statements/ST-X0"


PERIODS = {  # as of 1 March 2028, 02:00 UTC: still February 29 in New York
    "this-month": ("Feb 1, 2028", "Feb 29, 2028"), "last-month": ("Jan 1, 2028", "Jan 31, 2028"),
    "this-quarter": ("Jan 1, 2028", "Feb 29, 2028"), "this-year": ("Jan 1, 2028", "Feb 29, 2028"),
}


@pytest.mark.parametrize("word", PERIODS)
def test_periods_end_today_at_the_latest(cast, on, visit, word):
    with clock.travelled(to=datetime(2028, 3, 1, 2, tzinfo=timezone.utc)):
        page = made(visit("acme").at_portal(cast.jane), "Open Item", word)
    first, last = PERIODS[word]
    assert f"<dt>From</dt><dd>{first}</dd>" in page and f"<dt>To</dt><dd>{last}</dd>" in page


WRONG = {
    "no first day": ({"start_date": "", "end_date": "2026-01-31"}, "start_date",
                     "Enter the first day."),
    "no last day": ({"start_date": "2026-01-31"}, "end_date", "Enter the last day."),
    "no day": ({"start_date": "2026-02-30", "end_date": "2026-03-01"}, "start_date",
               "Enter a date"),
    "turned round": ({"start_date": "2026-02-02", "end_date": "2026-02-01"}, "end_date",
                     "The last day cannot be before the first."),
    "to come": ({"start_date": "2026-02-02", "end_date": "2999-01-01"}, "end_date",
                "Enter today or a day before."),
    "long ago": ({"start_date": "0001-01-01", "end_date": "2026-01-01"}, "start_date",
                 "Enter a day since"),
}


@pytest.mark.parametrize("name", WRONG)
def test_errors_stand_at_their_field(cast, clerk, name):
    sent, field, message = WRONG[name]
    before, answer = count(cast), ask(clerk, period="own", **sent)
    assert answer.status_code == 422 and count(cast) == before
    error = re.search(f'id="{field}-error">(.*?)</p>', answer.text, re.S)
    assert message in error[1]
    assert all(f'value="{value}"' in answer.text for value in sent.values())


@pytest.mark.parametrize("day", ["", "never"])
def test_days_are_asked_for_only_with_from_and_to(clerk, day):
    assert ask(clerk, start_date=day, end_date=day).status_code == 302
    assert ask(clerk, period="own", start_date=day, end_date=day).status_code == 422


@pytest.mark.parametrize("field", ["template_name", "period"])
def test_words_that_are_not_offered_are_refused(cast, clerk, field):
    sent = {"template_name": "Transaction", "period": "this-year", field: "' or 1=1"}
    before = count(cast)
    assert clerk.post("/portal/statements", sent).status_code == 422
    assert count(cast) == before
