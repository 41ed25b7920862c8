"""All that a payment or a credit is to count towards, said at once (I2).

What is not named any more is owed again; what is named counts as said, no more and no less.
"""

from collections import Counter

from sqlalchemy import select

from billing.ledger import against, applying
from billing.ledger.allocation import Allocation
from billing.ledger.taking_back import uncount
from config.database import db


def allot(source, wanted):
    """Count exactly these minor units by invoice id; all or, where Refused is raised, nothing.

    Invoices may be the customer's and its children's (D23).
    """
    source, invoices = applying.locked(source, {*wanted, *counted(allocations(source))})
    parts = allocations(source)
    known, now = {each.invoice_id: each for each in invoices}, counted(parts)
    check(source, known, wanted, now)
    for invoice_id, amount in now.items():
        too_much = max(0, amount - wanted.get(invoice_id, 0))
        uncount(source, too_much, [(each, known[invoice_id]) for each in parts
                                   if each.invoice_id == invoice_id])
    db.session.flush()
    add(source, known, Counter(wanted) - now)


def check(source, known, wanted, now):
    reach = applying.reach(source.customer)
    for invoice_id in wanted:
        if invoice_id not in known or known[invoice_id].customer_id not in reach:
            raise against.NoSuchInvoice(id=invoice_id)
    if now.keys() - known.keys():
        raise against.JustChanged(id=getattr(source, applying.own_key(source)))


def add(source, known, more):
    if more:
        applying.count(source.customer, source, [known[each] for each in more], dict(more))


def counted(parts):
    """By invoice id, what these count towards it."""
    sums = Counter()
    for each in parts:
        sums[each.invoice_id] += each.amount
    return sums


def allocations(source):
    """Those that stand, the newest first."""
    own = getattr(Allocation, applying.own_key(source)) == getattr(source, applying.own_key(source))
    query = select(Allocation).where(own).order_by(Allocation.allocation_id.desc())
    return db.session.scalars(query.execution_options(populate_existing=True)).all()
