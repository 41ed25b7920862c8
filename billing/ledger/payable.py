"""What a customer can pay: open invoices of its own and of its open children (D23)."""

from sqlalchemy import or_, select

from billing.ledger.invoice import OPEN, Invoice
from config.database import db


def payable(customer, most, wanted=()):
    """At most so many, those first that are due first, and besides them the wanted ones."""
    mine = (
        select(Invoice)
        .where(Invoice.customer_id.in_(customer.family))
        .where(Invoice.status.in_(OPEN), Invoice.balance > 0)
    )
    order = (Invoice.due_date, Invoice.invoice_id)
    first = mine.with_only_columns(Invoice.invoice_id).order_by(*order).limit(most)
    listed = or_(Invoice.invoice_id.in_(first), Invoice.invoice_id.in_(wanted))
    return db.session.scalars(mine.where(listed).order_by(*order)).all()
