"""A statement's figures are the dashboard's, whatever happened to the ledger (P10, P2, D22)."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from billing.ledger.statement_activity import activity
from billing.ledger.statement_items import open_items
from config.database import db
from tests.billing.ledger.books import Books, asked

LONG_AGO = date(2000, 1, 1)
DAY = timedelta(1)
whose, number, part = st.integers(0, 1), st.integers(0, 9), st.integers(1, 3)
currency = st.sampled_from(["USD", "USD", "EUR"])
days = st.one_of(st.integers(-130, 20), st.sampled_from([-1, 0, 1]))
amount = st.integers(1, 9_999)
status = st.sampled_from(["Processed", "Processed", "Processing", "Declined"])
ends = st.sampled_from([
    ("invoice", "Reversed"), ("credit", "Reversed"), ("payment", "Voided"),
    ("payment", "Charged Back"), ("payment", "Refunded"),
])
documents = st.lists(
    st.one_of(
        st.tuples(st.just("invoice"), whose, currency, days, st.integers(-500, 9_999),
                  st.integers(0, 60)),
        st.tuples(st.just("payment"), whose, currency, days, amount, status),
        st.tuples(st.just("credit"), whose, currency, days, amount),
    ),
    min_size=3, max_size=10,
)
events = st.lists(
    st.one_of(
        st.tuples(st.just("apply"), number, number, part),
        st.tuples(st.just("apply"), number, number, part),
        st.tuples(st.just("apply"), number, number, part),
        st.tuples(st.just("keep"), number, part),
        st.tuples(st.just("end"), number, ends),
        st.tuples(st.just("refund"), number, part),
    ),
    max_size=14,
)
edges = st.lists(st.integers(-140, 25), min_size=2, max_size=2).map(sorted)


def check_today(books, customer_id, money):
    owed = books.shown(customer_id, money)
    for first in (LONG_AGO, books.today):
        assert activity(asked(customer_id, money, first, books.today), books.today).closing == owed
    assert open_items(asked(customer_id, money, LONG_AGO, books.today), books.today).closing == owed


def check_periods(books, customer_id, money, edges):
    first, last = (min(books.today, books.today + timedelta(each)) for each in edges)
    past, now, next_ = (
        activity(asked(customer_id, money, *period), books.today)
        for period in ((LONG_AGO, first - DAY), (first, last), (last + DAY, last + 30 * DAY))
    )
    assert past.opening == 0
    assert (past.closing, now.closing) == (now.opening, next_.opening)
    for told in (past, now, next_):
        assert told.opening + sum(told.sums.values()) == told.closing
        assert told.opening + sum(line.amount for line in told.lines) == told.closing
        assert not told.lines or told.lines[-1].balance == told.closing
    for end, told in ((first - DAY, past), (last, now)):
        items = open_items(asked(customer_id, money, LONG_AGO, end), books.today)
        assert items.closing == told.closing == sum(items.ages) + items.unapplied
        assert items.closing == sum(item.open for item in items.items)


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate),
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents, events, edges)
@example([("invoice", 1, "USD", -40, 900, 30), ("payment", 0, "USD", -50, 1_000, "Processed")],
         [("apply", 0, 0, 1)], [-45, -35])
@example([("invoice", 0, "USD", -40, 900, 30), ("payment", 0, "USD", -9, 400, "Processed"),
          ("credit", 0, "USD", 9, 300)],
         [("apply", 0, 0, 1), ("apply", 1, 0, 1), ("end", 0, ("invoice", "Reversed")),
          ("refund", 0, 2)], [-20, 0])
@example([("invoice", 0, "USD", 12, 900, 30), ("payment", 0, "USD", 15, 700, "Processed")],
         [("apply", 0, 0, 2)], [-20, 0])
@example([("payment", 0, "USD", -30, 1_000, "Processed"), ("invoice", 0, "USD", -20, 300, 30),
          ("invoice", 1, "USD", -25, 900, 30)],
         [("keep", 0, 2), ("apply", 1, 1, 1), ("apply", 0, 0, 2)], [-28, -22])
@example([("payment", 0, "USD", -30, 1_000, "Processed"), ("invoice", 0, "USD", -20, 300, 30)],
         [("keep", 0, 2), ("apply", 1, 0, 1), ("end", 0, ("payment", "Charged Back"))], [-28, 0])
def test_any_ledger(cast, documents, events, edges):
    with cast.within():
        books = Books()
        for name, *values in (*documents, *events):
            getattr(books, name)(*values)
            db.session.flush()
        db.session.commit()
        for customer_id in books.customers:
            for money in ("USD", "EUR"):
                check_today(books, customer_id, money)
                check_periods(books, customer_id, money, edges)


UNTIDY = {
    "settled by nobody": "update invoice set paid_amount = 100, status = 'Paid'",
    "voided, still counted": "update payment set status = 'Voided'",
    "reversed, still counted": "update invoice set status = 'Reversed'",
    "counted by nobody": "update credit set applied_amount = 10",
}


@pytest.mark.parametrize("untidy", UNTIDY)
def test_a_ledger_that_does_not_add_up_ends_as_the_dashboard_says(cast, untidy):
    """Such as an import may leave; the opening balance holds the difference."""
    with cast.within():
        books = Books()
        books.invoice(0, "USD", -20, 100)
        books.payment(0, "USD", -10, 60)
        books.credit(0, "USD", -5, 30)
        db.session.flush()
        books.apply(0, 0)
        db.session.flush()
        table = UNTIDY[untidy].split()[1]
        db.session.execute(db.text(f"{UNTIDY[untidy]} where {table}_id like :mine"),
                           {"mine": f"{table[0].upper()}{books.run}-%"})
        db.session.commit()
        check_today(books, books.customers[0], "USD")
