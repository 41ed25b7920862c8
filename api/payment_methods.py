"""Saved payment methods: whose, which and how long; no number, no token of a gateway (I2, M3)."""

from marshmallow import fields
from sqlalchemy import select

from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.ledger.payment_method import PaymentMethod
from billing.shape import Recorded
from config.database import db

TAGS = {"tags": ["Payment methods"]}


class PaymentMethodShape(Recorded):
    payment_method_id = fields.String()
    customer_id = fields.String()
    gateway = fields.String()
    type = fields.String(metadata={"enum": ["card", "bank account"]})
    brand = fields.String()
    last4 = fields.String()
    expiry = fields.String(metadata={"description": "YYYY-MM; empty where it has none"})
    account_holder_name = fields.String()
    status = fields.String(metadata={"enum": ["Active", "Pending", "One-time", "Deleted"]})
    default = fields.Boolean()


@api.get("/payment_methods", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(PaymentMethodShape))
def payment_methods(place):
    """List payment methods"""
    return page_of_customer(PaymentMethod, place)


@api.get("/payment_methods/<payment_method_id>", **TAGS)
@api.response(200, PaymentMethodShape)
def payment_method(payment_method_id):
    """Get a payment method"""
    query = select(PaymentMethod)
    return db.first_or_404(query.where(PaymentMethod.payment_method_id == payment_method_id))
