"""Which invoices money was counted towards, and where an invoice's money came from (A9).

Both sides may belong to different customers of a family (P13); staff see either.
"""

from zoneinfo import ZoneInfo

from flask import g, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from billing.ledger.allocation import Allocation
from config.database import db


def invoices(source):
    """Of a payment or credit, in the order in which they were counted: id, href, day, amount."""
    return [line(each, each.invoice, "invoice") for each in found(Allocation.invoice, source)]


def sources(invoice):
    """The payments and credits that an invoice was paid by, in their order."""
    return [line(each, each.payment or each.credit, "payment" if each.payment else "credit")
            for each in found((Allocation.payment, Allocation.credit), invoice)]


def found(ends, record):
    """The allocations of a record, each with what is at its other end."""
    key = f"{record.__tablename__}_id"
    options = map(joinedload, ends if isinstance(ends, tuple) else (ends,))
    query = select(Allocation).where(getattr(Allocation, key) == getattr(record, key))
    return db.session.scalars(query.options(*options).order_by(Allocation.allocation_id)).all()


def line(allocation, record, kind):
    key = f"{kind}_id"
    number = getattr(record, key)
    ids = {"customer_id": record.customer_id, key: number}
    day = allocation.created_date.astimezone(ZoneInfo(g.tenant.time_zone)).date()
    return {"id": number, "kind": kind, "href": url_for(f"setup.{kind}", **ids), "date": day,
            "amount": allocation.amount}
