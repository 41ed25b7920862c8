"""Customers, as programs read them (I2)."""

from flask import g
from marshmallow import Schema, fields
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api.door import api
from api.fields import Money
from api.paging import Place, page, page_of
from api.record import Recorded
from billing.ledger.balances import balances
from billing.people.customer import Customer
from config import clock
from config.database import db


class BalanceShape(Schema):
    currency = fields.String()
    amount = Money()
    past_due = Money()


class CustomerShape(Recorded):
    customer_id = fields.String()
    name = fields.String()
    description = fields.String()
    parent_customer = fields.String(allow_none=True)
    bill_to_parent = fields.Boolean()
    status = fields.String()
    currency = fields.String()
    payment_terms = fields.String()
    billing_contact_id = fields.String(allow_none=True)
    shipping_contact_id = fields.String(allow_none=True)
    auto_pay = fields.Boolean()
    edit_auto_pay = fields.Boolean()
    delivery_preferences = fields.Dict()
    portal_enabled = fields.Boolean()
    portal_status = fields.String()
    payment_gateway_id = fields.String(allow_none=True)
    balances = fields.List(fields.Nested(BalanceShape))
    credit_enabled = fields.Boolean()
    ach_enabled = fields.Boolean()


whole = select(Customer).options(selectinload(Customer.contacts))


@api.get("/customers", tags=["Customers"])
@api.arguments(Place, location="query")
@api.response(200, page_of(CustomerShape))
def customers(place):
    """List customers"""
    found = page(whole, Customer.customer_id, **place)
    weigh(found["data"])
    return found


@api.get("/customers/<customer_id>", tags=["Customers"])
@api.response(200, CustomerShape)
def customer(customer_id):
    """Get a customer"""
    record = db.first_or_404(whole.where(Customer.customer_id == customer_id))
    weigh([record])
    return record


def weigh(records):
    """Give each what it owes, all by one statement."""
    owed = balances([each.customer_id for each in records], clock.today(g.tenant.time_zone))
    for each in records:
        each.balances = owed[each.customer_id]
