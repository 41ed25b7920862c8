"""What autopay will charge, planned some days ahead, once for each invoice (M5, M11)."""

import uuid
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from billing.ledger.autopay_charge import AutopayCharge
from billing.ledger.autopay_day import morning
from billing.ledger.invoice import OPEN, Invoice
from billing.people.customer import Customer
from config import clock
from config.database import db
from tenants.isolation import current_tenant_id

AHEAD = timedelta(days=3)  # the notice of a charge goes out so early (M11)
PIECE = 500


def stamp(today):
    """From which day autopay covers invoices, where staff or a program have switched it (D25)."""
    for on, day in ((True, today), (False, None)):
        stale = Customer.autopay_since.is_(None) if on else Customer.autopay_since.is_not(None)
        db.session.execute(
            update(Customer).where(Customer.auto_pay.is_(on), stale).values(autopay_since=day)
        )


def revive():
    """What was dropped while autopay was off, and is covered now that it is on again."""
    again = covered().where(Invoice.invoice_id == AutopayCharge.invoice_id).exists()
    db.session.execute(
        update(AutopayCharge)
        .where(AutopayCharge.state == "dropped", again)
        .values(state="planned", due_at=clock.now())
    )


def plan(today):
    """The charges that were planned by this call, and by no other, at most so many at once.

    An invoice that was posted later than its due day is charged today.
    """
    known = select(AutopayCharge.invoice_id).where(AutopayCharge.invoice_id == Invoice.invoice_id)
    found = db.session.execute(
        covered().where(Invoice.due_date <= today + AHEAD, ~known.exists())
        .order_by(Invoice.due_date, Invoice.invoice_id).limit(PIECE)
    ).all()
    if not found:
        return []
    rows = [planned(invoice, max(invoice.due_date, today)) for invoice in found]
    fresh = insert(AutopayCharge).values(rows).on_conflict_do_nothing().returning(AutopayCharge)
    return db.session.scalars(fresh).all()


def planned(invoice, day):
    return {
        "tenant_id": current_tenant_id(), "autopay_charge_id": uuid.uuid4(),
        "customer_id": invoice.customer_id, "invoice_id": invoice.invoice_id, "state": "planned",
        "charge_on": day, "due_at": morning(day), "created_date": clock.now(),
    }


def covered():
    """The open invoices that autopay pays; the rule of autopay.covers."""
    return (
        select(Invoice.invoice_id, Invoice.customer_id, Invoice.due_date)
        .join(Customer, Customer.customer_id == Invoice.customer_id)
        .where(Customer.auto_pay, Customer.status == "Active")
        .where(Invoice.due_date >= Customer.autopay_since)
        .where(Invoice.status.in_(OPEN), Invoice.balance > 0)
    )
