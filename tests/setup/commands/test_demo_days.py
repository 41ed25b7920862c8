"""The demo on any day: never a date to come, always the same figures."""

from datetime import date

import pytest

from setup.commands.sample import events, habits, load, months
from setup.commands.sample.cast import COMPANIES
from setup.commands.sample.customers import CUSTOMERS

DAYS = [date(2026, 3, 1), date(2026, 3, 31), date(2024, 2, 29), date(2027, 1, 1),
        date(2026, 12, 31)]
TRADES = [(company, account) for company in COMPANIES for account in CUSTOMERS[company.subdomain]
          if account.customer_id != "C-1003"]


def books(company, account, today):
    trade = load.trade_of(account, company)
    bills = list(trade.bills(account, company, today))
    sources = events.happen(account, bills, today) + habits.pay(account, bills, today)
    return bills, sources, list(trade.current(account, company, today))


@pytest.mark.parametrize("today", DAYS)
def test_nothing_lies_in_the_future(today):
    for company, account in TRADES:
        bills, sources, usages = books(company, account, today)
        assert all(bill.date <= today for bill in bills)
        assert all(source.date <= today for source in sources), account
        assert all(source.amount > 0 and source.applied <= source.amount for source in sources)
        assert all(row[0] <= today for _, row in usages)


@pytest.mark.parametrize("today", DAYS)
def test_the_bills_cover_eighteen_months(today):
    company, account = TRADES[0]
    bills, _, _ = books(company, account, today)
    assert len(bills) == 18
    assert bills[0].start == months.first_of(today, 18) and bills[-1].date == months.first_of(today)


def test_the_same_every_time():
    for company, account in TRADES:
        assert repr(books(company, account, DAYS[0])) == repr(books(company, account, DAYS[0]))


def test_two_invoices_of_the_first_user_can_be_paid():
    company, northwind = TRADES[0]
    for today in DAYS:
        bills, sources, _ = books(company, northwind, today)
        blocked = [bill for source in sources for bill in getattr(source, "waits_for", ())]
        assert len([bill for bill in bills if bill.balance and bill not in blocked]) == 3


@pytest.mark.parametrize(
    "day, last", [(date(2024, 2, 1), 29), (date(2026, 2, 1), 28), (date(2026, 12, 1), 31)]
)
def test_months_end_on_their_last_day(day, last):
    assert months.last_of(day).day == last


def test_one_customer_is_large():
    company = COMPANIES[0]
    large = next(each for each in CUSTOMERS["acme"] if each.customer_id == "C-1003")
    bills, sources, usages = books(company, large, DAYS[4])
    assert len(bills) == 10_000
    assert sum(len(bill.usages) for bill in bills) + len(usages) == 100_000
    assert all(row[0] <= DAYS[4] for bill in bills for row in bill.usages)
    assert len([bill for bill in bills if bill.balance]) < 1_000 < len(bills) - len(sources)
