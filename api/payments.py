"""Payments: all are read; those that came in outside of any gateway are written (I2, D21)."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api import writing
from api.caller import glances, seen
from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.once import afterwards
from api.paging import page_of
from billing.ledger.allocation import Allocation
from billing.ledger.payment import Payment
from billing.ledger.payment_shape import PaymentShape
from billing.ledger.payment_writing import Payments
from billing.shape import Tick
from config.database import db
from mailers import payment_receipt
from workers.queue import wake

shares = selectinload(Payment.allocations)
TAGS = {"tags": ["Payments"]}
NOT_YET = (None, "Processing")
RECEIPT = "Whether the billing contact gets a receipt once the payment is Processed"


class ExternalPaymentShape(PaymentShape):
    receipt = Tick(load_default=True, load_only=True, metadata={"description": RECEIPT})


@api.get("/payments", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(PaymentShape))
def payments(place):
    """List payments"""
    return page_of_customer(Payment, place, shares, parts=Allocation)


@api.post("/payments", **TAGS)
@api.arguments(ExternalPaymentShape)
@api.response(201, PaymentShape)
def make_payment(fields):
    """Record a payment that came in outside of any gateway"""
    receipt = fields.pop("receipt")
    return told(writing.make(Payments(), fields), None, receipt)


@api.get("/payments/<payment_id>", **TAGS)
@glances(Payment, allocations=(Allocation, "allocation_id"))
@api.response(200, PaymentShape)
def payment(payment_id):
    """Get a payment"""
    return seen()


@api.put("/payments/<payment_id>", **TAGS)
@api.arguments(writing.to_put(ExternalPaymentShape))
@api.response(200, PaymentShape)
@api.alt_response(201, schema=PaymentShape, success=True)
def put_payment(fields, payment_id):
    """Record or correct a payment that came in outside of any gateway"""
    before, receipt = stood(payment_id), fields.pop("receipt")
    payment, status = writing.put(Payments(), payment_id, fields)
    return told(payment, before, receipt), status


@api.patch("/payments/<payment_id>", **TAGS)
@api.arguments(writing.to_change(ExternalPaymentShape))
@api.response(200, PaymentShape)
def change_payment(fields, payment_id):
    """Change notes, state or applications of such a payment"""
    before, receipt = stood(payment_id), fields.pop("receipt", True)
    return told(writing.change(Payments(), find(payment_id), fields), before, receipt)


def stood(payment_id):
    """Its state until now, which nobody else changes meanwhile; None where it is new."""
    own = Payment.payment_id == payment_id
    return db.session.scalar(select(Payment.status).where(own).with_for_update())


def told(payment, before, receipt):
    """The payment as it is now, its receipt queued if it has just arrived, as for staff (M13)."""
    arrived = before in NOT_YET and payment.status == "Processed"
    mail = payment_receipt.write_external(payment) if arrived and receipt else None
    if mail:
        afterwards(wake, "mail", mail.mail_id)
    return find(payment.payment_id)


def find(payment_id):
    query = select(Payment).where(Payment.payment_id == payment_id).options(shares)
    return db.first_or_404(query.execution_options(populate_existing=True))
