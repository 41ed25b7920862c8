"""What a list of customers owes is what each of them sees (P2, D22)."""

from billing.ledger.balances import Balance, balances
from config import clock
from config.database import db
from tests import ledger

ZONE = "America/New_York"


def settle():
    """Delta North: two currencies, a past due bill, and what must not count."""
    ledger.invoice("D-1", "C-1005", 10_000, days=-40)
    ledger.invoice("D-2", "C-1005", 5_000, days=0)
    ledger.invoice("D-3", "C-1005", 9_999, days=0, status="Draft")
    ledger.invoice("D-4", "C-1005", 8_888, days=0, status="Reversed")
    ledger.credit("D-C", "C-1005", 700)
    ledger.payment("D-P", "C-1005", 300, {})
    ledger.payment("D-W", "C-1005", 400, {}, status="Processing")
    ledger.payment("D-X", "C-1005", 500, {}, status="Declined")
    euro = ledger.invoice("D-E", "C-1005", 1_234, days=0)
    euro.currency = "EUR"
    db.session.commit()


def test_one_balance_a_currency_less_what_is_not_applied(cast):
    with cast.within():
        settle()
        owed = balances(["C-1005", "C-1006"], clock.today(ZONE))
        assert owed["C-1005"] == [Balance("EUR", 1_234, 0), Balance("USD", 14_000, 10_000)]
        assert owed["C-1006"] == []


def test_the_same_figures_as_the_customers_own_header(cast):
    with cast.within():
        settle()
        today = clock.today(ZONE)
        owed = balances(["C-1001", "C-1002", "C-1005"], today)
        for customer_id, seen in owed.items():
            shown = ledger.header(customer_id, today).balances
            figures = [(one.currency, one.amount, one.past_due) for one in shown]
            assert [(one.currency, one.amount, one.past_due) for one in seen] == figures


def test_a_neighbours_ids_owe_nothing_here(cast):
    with cast.within():
        assert balances(["C-7001", "CANARY-initech-INV"], clock.today(ZONE)) == {}
