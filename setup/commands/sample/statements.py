"""Statements that some customers asked for, on the first of a month (P10)."""

from datetime import timedelta

from billing.ledger.statement import Statement
from billing.tables.periods import period

ASKED = {
    "C-1001": ("Balance Forward", "Transaction", "Balance Forward", "Open Item"),
    "C-1003": ("Transaction", "Open Item"),
    "C-1004": ("Open Item", "Balance Forward"),
    "C-1015": ("Balance Forward",),
}


def write(company, accounts, today):
    """The latest is of last month, those before of the months before it."""
    for account in accounts:
        kinds = ASKED.get(account.customer_id, ()) if company.subdomain == "acme" else ()
        months = list(before(today, len(kinds)))
        for kind, (first, last) in zip(kinds, reversed(months), strict=True):
            Statement.asked(
                account.email, customer_id=account.customer_id, template_name=kind,
                currency=account.currency or company.currency, start_date=first, end_date=last,
                statement_date=last + timedelta(days=1),
            )


def before(today, count):
    """So many whole months, the latest first."""
    for _ in range(count):
        first, last = period("last-month", today)
        yield first, last
        today = first
