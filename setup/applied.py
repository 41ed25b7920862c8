"""Which invoices money was counted towards, and where an invoice's money came from (A9).

Both sides may belong to different customers of a family (P13); staff see either.
"""

from zoneinfo import ZoneInfo

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from billing.ledger.allocation import Allocation
from billing.ledger.applying import free
from billing.tables.payments import LOOKS
from config.database import db
from setup.rights import APPLY, holds


def invoices(source):
    """Of a payment or credit, in the order in which they were counted: id, href, day, amount, and
    end_href, where whoever may takes it off."""
    lines = [line(each, each.invoice, "invoice") for each in found(Allocation.invoice, source)]
    for each in lines if holds(APPLY) else ():
        each["end_href"] = way(source, "new_application_end", allocation_id=each["key"])
    return lines


def application_href(source):
    """Where what is left of it is applied; None where nothing is, or without the right."""
    return way(source, "new_application") if holds(APPLY) and free(source) > 0 else None


def way(source, page, **more):
    key = f"{source.__tablename__}_id"
    ids = {"customer_id": source.customer_id, key: getattr(source, key)}
    return url_for(f"setup.{page}", **ids, **more)


def sources(invoice):
    """The payments and credits that an invoice was paid by, in their order."""
    return [source(each) for each in found((Allocation.payment, Allocation.credit), invoice)]


def source(allocation):
    """A payment as of its own day and with how it stands; a credit as of when it was counted."""
    payment = allocation.payment
    if payment is None:
        return line(allocation, allocation.credit, "credit")
    return line(allocation, payment, "payment") | {
        "date": payment.payment_date,
        "status_word": _(payment.status), "status_css": LOOKS[payment.status],
    }


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
    return {"id": number, "kind": kind, "key": allocation.allocation_id, "date": day,
            "href": url_for(f"setup.{kind}", **ids), "amount": allocation.amount}
