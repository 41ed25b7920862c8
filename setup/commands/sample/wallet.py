"""The saved payment methods of the demo: at the Test gateway, which knows these tokens."""

from itertools import count

from billing.gateways.test import numbers
from billing.ledger.counter import Counter
from billing.ledger.payment_method import PaymentMethod
from tenants import bulk

COLUMNS = ("payment_method_id", "customer_id", "gateway", "token", "type", "brand", "last4",
           "expiry", "account_holder_name", "default")

# Names of test numbers, the default first; Northwind's decline, and never answer.
METHODS = {
    "C-1001": ("visa", "mastercard", "bank", "insufficient_funds", "timeout_after"),
    "C-1002": ("amex",),
    "C-1003": ("bank", "visa"),
    "C-1004": ("visa", "card_declined"),
    "C-1006": ("mastercard",),
    "C-1007": ("visa",),
    "C-1015": ("visa",),
    "C-2001": ("visa", "bank"),
    "C-2002": ("mastercard", "3ds"),
    "C-2003": ("visa",),
    "C-9001": ("visa", "insufficient_funds", "timeout_after"),
    "C-9002": ("mastercard",),
}


def fill(accounts):
    """Store the methods; the ids of bank accounts by customer."""
    banks, rows, ids = {}, [], count(1001)
    for account in accounts:
        for place, name in enumerate(METHODS.get(account.customer_id, ())):
            method_id = f"PM-{next(ids)}"
            rows.append(row(account, method_id, numbers.BY_NAME[name], place == 0))
            if name == "bank":
                banks[account.customer_id] = method_id
    bulk.insert(PaymentMethod, COLUMNS, rows)
    bulk.insert(Counter, ("name", "value"), [("PM", 1000 + len(rows))])
    return banks


def row(account, method_id, number, default):
    holder = " ".join(account.person)
    told = numbers.method(number, number.token, numbers.READY_EXPIRY, holder)
    return (method_id, account.customer_id, "test", told.token, told.type.replace("_", " "),
            told.brand, told.last4, told.expiry or "", holder, default)
