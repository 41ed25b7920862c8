"""A very long period is listed as far as a page can show it; its sums tell of all of it."""

from collections import namedtuple
from datetime import date, timedelta

from billing.ledger import statement_items
from billing.ledger.statement_activity import activity, told
from billing.ledger.statement_entries import newest
from config.database import db
from tests.billing.ledger.books import Books, asked

LONG_AGO = date(2000, 1, 1)
Row = namedtuple("Row", "kind id day date status amount")


def row(amount):
    return Row("invoice", "I", LONG_AGO, LONG_AGO, "Posted", amount)


def test_balances_run_on_from_what_is_not_listed():
    seen = told(100, {"invoice": 1_000, "payment": -300}, 9, [row(50), row(-20)])
    assert (seen.opening, seen.closing, seen.earlier, seen.earlier_count) == (100, 800, 670, 7)
    assert [line.balance for line in seen.lines] == [820, 800]


def test_what_is_listed_whole_has_nothing_before_it():
    seen = told(-5, {"invoice": 30}, 2, [row(10), row(20)])
    assert (seen.closing, seen.earlier, seen.earlier_count) == (25, 0, 0)
    assert [line.balance for line in seen.lines] == [5, 25]


def test_nothing_at_all():
    seen = told(7, {}, 0, [])
    assert (seen.opening, seen.closing, seen.lines, seen.earlier_count) == (7, 7, [], 0)


def test_items_beyond_the_list_are_summed():
    rows = [statement_items.Item("invoice", "I", LONG_AGO, LONG_AGO, 3, 900, 400)]
    seen = statement_items.told({0: 500, 1: 400, 4: 50, -1: -30}, 5, rows)
    assert (seen.closing, seen.ages, seen.unapplied) == (920, (500, 400, 0, 0, 50), -30)
    assert (seen.rest, seen.rest_count) == (520, 4)


def test_the_newest_are_listed_in_the_order_of_their_days(cast):
    with cast.within():
        books = Books()
        for days in (-3, -9, -1, -7):
            books.invoice(0, "USD", days, 100 - days)
        books.payment(0, "USD", -1, 5)
        db.session.flush()
        statement = asked(books.customers[0], "USD", LONG_AGO, books.today)
        days = [(each.kind, (each.day - books.today) / timedelta(1))
                for each in newest(statement, books.today, 3)]
        assert days == [("invoice", -3), ("invoice", -1), ("payment", -1)]
        assert [each.amount for each in activity(statement, books.today).lines] == [
            109, 107, 103, 101, -5]


def test_ages_by_days_past_due(cast):
    """Current until the due day is over, then by the month."""
    edges = {0: 0, 1: 1, 30: 1, 31: 2, 60: 2, 61: 3, 90: 3, 91: 4, 900: 4, -5: 0}
    with cast.within():
        books = Books()
        for number, late in enumerate(edges):
            books.invoice(0, "USD", -late, 10 ** number, terms=0)
        db.session.flush()
        statement = asked(books.customers[0], "USD", books.today, books.today)
        items = statement_items.open_items(statement, books.today)
        wanted = [sum(10 ** number for number, age in enumerate(edges.values()) if age == each)
                  for each in range(5)]
        assert list(items.ages) == wanted
        assert {item.days_late for item in items.items} == {max(0, late) for late in edges}
