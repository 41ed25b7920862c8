"""A payment that came in outside of any gateway, as staff record it (M13)."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from billing.ledger import applying
from billing.ledger.counter import next_id
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.people.refusal import Refused
from config.database import db


class RecordedAlready(Refused):
    """The same form came a second time."""


def recorded(customer, entry_id):
    """The customer's payment that was typed into the form of that id, or None."""
    mine = Payment.customer_id == customer.customer_id
    return db.session.scalar(select(Payment).where(mine, Payment.entry_id == entry_id))


def record(customer, entry_id, wanted, oldest, **facts):
    """A Payment with these facts, counted towards the `wanted` minor units by invoice id.

    With `oldest` what is left goes to what is due first; else it stays unapplied. Raises Refused,
    and then nothing is recorded.
    """
    payment = Payment(
        payment_id=next_id("PT"), customer_id=customer.customer_id, entry_id=entry_id,
        payment_type="External", status="Processed", applied_amount=0, refunded_amount=0, **facts,
    )
    try:
        db.session.add(payment)
        db.session.flush()
    except IntegrityError as clash:
        db.session.rollback()
        raise RecordedAlready from clash
    due = applying.owed(customer, payment.currency) if oldest else []
    invoices = Invoice.locked({*wanted, *(each.invoice_id for each in due)})
    chosen = [each for each in invoices if each.invoice_id in wanted]
    applying.count(customer, payment, chosen, wanted)
    if oldest:
        applying.count_oldest(payment, invoices)
    return payment
