"""Payments: all are read; those that came in outside of any gateway are written (I2, D21)."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api import writing
from api.caller import glances, seen
from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.ledger.allocation import Allocation
from billing.ledger.payment import Payment
from billing.ledger.payment_shape import PaymentShape
from billing.ledger.payment_writing import Payments
from config.database import db

shares = selectinload(Payment.allocations)
TAGS = {"tags": ["Payments"]}


@api.get("/payments", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(PaymentShape))
def payments(place):
    """List payments"""
    return page_of_customer(Payment, place, shares)


@api.post("/payments", **TAGS)
@api.arguments(PaymentShape)
@api.response(201, PaymentShape)
def make_payment(fields):
    """Record a payment that came in outside of any gateway"""
    return find(writing.make(Payments(), fields).payment_id)


@api.get("/payments/<payment_id>", **TAGS)
@glances(Payment, allocations=(Allocation, "allocation_id"))
@api.response(200, PaymentShape)
def payment(payment_id):
    """Get a payment"""
    return seen()


@api.put("/payments/<payment_id>", **TAGS)
@api.arguments(writing.to_put(PaymentShape))
@api.response(200, PaymentShape)
@api.alt_response(201, schema=PaymentShape, success=True)
def put_payment(fields, payment_id):
    """Record or correct a payment that came in outside of any gateway"""
    _, status = writing.put(Payments(), payment_id, fields)
    return find(payment_id), status


@api.patch("/payments/<payment_id>", **TAGS)
@api.arguments(writing.to_change(PaymentShape))
@api.response(200, PaymentShape)
def change_payment(fields, payment_id):
    """Change notes, state or applications of such a payment"""
    writing.change(Payments(), find(payment_id), fields)
    return find(payment_id)


def find(payment_id):
    query = select(Payment).where(Payment.payment_id == payment_id).options(shares)
    return db.first_or_404(query.execution_options(populate_existing=True))
