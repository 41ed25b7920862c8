"""What was open at the end of a day, and how long it had been due (P10, Open Item).

Open is what an invoice lacked, and what of a payment or credit was counted towards nothing. For a
day that is over, what has been counted since is taken back: each allocation on the later day of
its two documents, see statement_entries.py. On the day itself these are the items of the
dashboard's Account Balance, and they always add up to the closing balance of the other kinds.
"""

from collections import namedtuple
from dataclasses import dataclass

from sqlalchemy import Date, Text, case, cast, func, literal, null, or_, select, true, union_all
from sqlalchemy.dialects.postgresql import array

from billing.ledger.allocation import Allocation
from billing.ledger.credit import Credit
from billing.ledger.invoice import OPEN, Invoice
from billing.ledger.payment import Payment
from billing.ledger.statement_entries import shared_on
from config.database import db
from config.languages import N_

MOST_ITEMS = 2000
UNAPPLIED = -1
AGES = (N_("Current"), N_("1–30 days"), N_("31–60 days"), N_("61–90 days"), N_("Over 90 days"))
Item = namedtuple("Item", "kind id date due_date days_late amount open")


@dataclass(frozen=True)
class OpenItems:
    """Minor units of one currency; credits and payments are negative.

    `ages` are what invoices lack, by days past due as AGES names them; with `unapplied` they make
    the closing balance. `rest` and `rest_count` tell of items beyond those that are listed.
    """

    closing: int
    ages: tuple
    unapplied: int
    items: list
    rest: int
    rest_count: int


def open_items(statement, today):
    """The OpenItems at the end of a statement's period; `today` is the tenant's."""
    account = items(statement, today)
    found = db.session.execute(
        select(account.c.age, func.sum(account.c.open), func.count()).group_by(account.c.age)
    ).all()
    sums = {age: int(amount) for age, amount, _ in found}
    return told(sums, sum(row[2] for row in found), listed(account))


def told(sums, count, rows):
    """The arithmetic, of sums by age and the rows that are listed."""
    closing = sum(sums.values())
    ages = tuple(sums.get(age, 0) for age in range(len(AGES)))
    rest = closing - sum(row.open for row in rows)
    return OpenItems(closing, ages, sums.get(UNAPPLIED, 0), rows, rest, count - len(rows))


def listed(account):
    part = account.c
    first = (
        select(part.kind, part.id, part.date, part.due_date, part.days_late, part.amount, part.open)
        .order_by(part.age == UNAPPLIED, part.due_date, part.date, part.id)
        .limit(MOST_ITEMS)
    )
    return [Item(*row) for row in db.session.execute(first)]


def items(statement, today):
    """A subquery: kind, id, date, due_date, days_late, age, amount, open."""
    over = statement.end_date if statement.end_date < today else None
    parts = ((invoices(statement.end_date, over), Invoice), (credits(over), Credit),
             (payments(over), Payment))
    account = union_all(*(
        part.where(record.customer_id == statement.customer_id,
                   record.currency == statement.currency)
        for part, record in parts
    )).subquery()
    known = account.c.date <= over if over else true()  # what is dated later counts today
    return select(account).where(known, account.c.open != 0).subquery()


def invoices(end, over):
    """Those open at the end, which is `over` if it is a day before today."""
    late = cast(end, Date) - Invoice.due_date
    left = case((Invoice.status.in_(OPEN), Invoice.balance), else_=0)
    row = item(
        "invoice", Invoice.invoice_id, Invoice.invoice_date, Invoice.due_date,
        func.greatest(late, 0), func.width_bucket(late, array([1, 31, 61, 91])),
        Invoice.invoice_amount, left + (paid_since(over) if over else 0),
    )
    return row.where(Invoice.status.in_((*OPEN, "Paid") if over else OPEN))


def credits(over):
    row = source(Credit, "credit", Credit.credit_id, Credit.credit_date, Credit.credit_amount, over)
    return row.where(Credit.status != "Reversed")


def payments(over):
    row = source(Payment, "payment", Payment.payment_id, Payment.payment_date,
                 Payment.payment_amount, over)
    return row.where(Payment.status == "Processed")


def paid_since(end):
    """What was counted towards an invoice after that day."""
    sources = select(total()).outerjoin(Allocation.payment).outerjoin(Allocation.credit)
    found = sources.where(
        Allocation.invoice_id == Invoice.invoice_id, shared_on() > end,
        or_(Payment.status == "Processed", Credit.status != "Reversed"),
    )
    return found.correlate(Invoice).scalar_subquery()


def used_since(record, key, date, end):
    """What of a payment or credit was counted after that day."""
    found = select(total()).join(Allocation.invoice).where(
        getattr(Allocation, key.key) == key, func.greatest(date, Invoice.invoice_date) > end,
        Invoice.status.in_((*OPEN, "Paid")),
    )
    return found.correlate(record).scalar_subquery()


def total():
    return func.coalesce(func.sum(Allocation.amount), 0)


def source(record, kind, key, date, amount, end):
    """Signed against the invoices; it is never late."""
    since = used_since(record, key, date, end) if end else 0
    left = -(record.unapplied_amount + since)
    return item(kind, key, date, cast(null(), Date), literal(0), literal(UNAPPLIED), -amount, left)


def item(kind, key, date, due_date, late, age, amount, left):
    return select(
        literal(kind, Text).label("kind"), key.label("id"), date.label("date"),
        due_date.label("due_date"), late.label("days_late"), age.label("age"),
        amount.label("amount"), left.label("open"),
    )
