"""So much of a credit, put by for an invoice while a payment of the invoice is open (M2, D26)."""

import uuid

from sqlalchemy import BigInteger, CheckConstraint, Index, Uuid, func, select
from sqlalchemy.orm import Mapped, mapped_column

from billing.ledger.credit import Credit
from billing.record import belongs_to
from config.database import db
from tenants.isolation import Tenanted


class CreditUse(Tenanted, db.Model):
    """It is counted when the attempt's money is there; until then no other attempt may have it."""

    __tablename__ = "credit_use"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        belongs_to("payment_attempt", "attempt_id", ondelete="CASCADE"),
        belongs_to("credit", "credit_id"),
        belongs_to("invoice", "invoice_id"),
        Index("ix_credit_use_open", "tenant_id", "credit_id", postgresql_where="open"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    credit_id: Mapped[str] = mapped_column(primary_key=True)
    invoice_id: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)
    open: Mapped[bool] = mapped_column(server_default="true", default=True)


def open_credits(customer, currency, lock=False):
    """(credit, what is free of it) of the customer's own open credits, the oldest first.

    `lock` holds them until the transaction ends; take it after the invoices' locks, always.
    """
    query = (
        select(Credit.credit_id)
        .where(Credit.customer_id == customer.customer_id, Credit.currency == currency)
        .where(Credit.status == "Open", Credit.unapplied_amount > 0)
    )
    found = free(db.session.scalars(query).all(), lock)
    return [(credit, left) for credit, left in found if left > 0]


def free(credit_ids, lock=True):
    """(credit, minor units of it that nothing else has put by), the oldest first."""
    query = select(Credit).where(Credit.credit_id.in_(credit_ids))
    query = Credit.held(query) if lock else query
    found = sorted(db.session.scalars(query), key=lambda each: (each.credit_date, each.credit_id))
    taken = put_by(credit_ids)
    return [(each, each.left - taken.get(each.credit_id, 0)) for each in found]


def put_by(credit_ids):
    """By credit id, what open attempts have put by of it."""
    query = (
        select(CreditUse.credit_id, func.sum(CreditUse.amount))
        .where(CreditUse.credit_id.in_(credit_ids), CreditUse.open)
        .group_by(CreditUse.credit_id)
    )
    return {credit_id: int(amount) for credit_id, amount in db.session.execute(query)}


def planned(credits, wanted):
    """(credit, invoice id, amount) of credits towards (invoice id, amount) pairs, in their order.

    `credits` as open_credits gives them; as much is used as there is and is wanted.
    """
    left, uses = dict(credits), []
    for invoice_id, amount in wanted:
        for credit in left:
            part = min(left[credit], amount)
            if part > 0:
                uses.append((credit, invoice_id, part))
                left[credit] -= part
                amount -= part
    return tuple(uses)


def count(uses, invoices):
    """Count what was put by, as far as credits still have it and the locked invoices take it."""
    spare = {each.credit_id: [each, left] for each, left in free({one.credit_id for one in uses})}
    owing = {each.invoice_id: each for each in invoices}
    for use in uses:
        credit, left = spare[use.credit_id]
        part = credit.apply_up_to(owing[use.invoice_id], min(use.amount, left))
        spare[use.credit_id][1] -= part
