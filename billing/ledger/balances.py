"""What customers owe, for many at once, in one statement (P2, D22)."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import case, func, literal, literal_column, select, union_all
from sqlalchemy.dialects import postgresql

from billing.ledger.credit import Credit
from billing.ledger.invoice import OPEN, Invoice
from billing.ledger.payment import Payment
from config.database import db


@dataclass(frozen=True)
class Balance:
    """Minor units of one currency; balances are never summed across currencies."""

    currency: str
    amount: int
    past_due: int


def balances(customer_ids, today):
    """By customer id, one Balance per currency; `today` is the tenant's (D28)."""
    found = defaultdict(list)
    for customer_id, currency, amount, late in db.session.execute(sums(customer_ids, today)):
        found[customer_id].append(Balance(currency, int(amount), int(late)))
    return found


def on_its_way(customer_id):
    """What payments that are still processing will bring, as {currency: minor units}."""
    query = select(Payment.currency, func.sum(Payment.payment_amount)).group_by(Payment.currency)
    rows = db.session.execute(query.where(
        Payment.customer_id == customer_id, Payment.status == "Processing"))
    return {currency: int(amount) for currency, amount in rows}


def sums(customer_ids, today):
    """The statement: `currency`, `amount` and `past_due` of each customer that has any."""
    parts = union_all(invoiced(customer_ids, today), credited(customer_ids), paid(customer_ids))
    part = parts.subquery().c
    return (
        select(part.customer_id, part.currency, func.sum(part.owed).label("amount"),
               func.sum(part.late).label("past_due"))
        .group_by(part.customer_id, part.currency)
        .order_by(part.currency)
    )


def of_one():
    """The same of one customer as SQL, of :key and :today."""
    statement = sums([literal_column(":key")], literal_column(":today"))
    return str(statement.compile(dialect=postgresql.dialect(),
                                 compile_kwargs={"literal_binds": True}))


def invoiced(customer_ids, today):
    """What is open, and the part of it that is past due."""
    late = case((Invoice.due_date < today, Invoice.balance), else_=0)
    return of(Invoice, customer_ids, Invoice.balance, late).where(Invoice.status.in_(OPEN))


def credited(customer_ids):
    return of(Credit, customer_ids, -Credit.unapplied_amount).where(Credit.status == "Open")


def paid(customer_ids):
    """Money that is there and not applied; what is still processing counts for nothing yet."""
    return of(Payment, customer_ids, -Payment.unapplied_amount).where(
        Payment.status == "Processed", Payment.unapplied_amount != 0
    )


def of(record, customer_ids, owed, late=literal(0)):
    return select(
        record.customer_id, record.currency, owed.label("owed"), late.label("late")
    ).where(record.customer_id.in_(customer_ids))
