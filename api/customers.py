"""Customers, as programs read and write them (I2)."""

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api import writing
from api.caller import glances, seen
from api.door import api
from api.paging import Place, page, page_of
from billing.ledger.balances import balances, of_one
from billing.people.customer import Customer
from billing.people.customer_shape import CustomerShape
from billing.people.customer_writing import Customers
from config import clock
from config.database import db

whole = select(Customer).options(selectinload(Customer.contacts))
TAGS = {"tags": ["Customers"]}
STANDING = "select distinct access from contact where customer_id = :key"


@api.get("/customers", **TAGS)
@api.arguments(Place, location="query")
@api.response(200, page_of(CustomerShape))
def customers(place):
    """List customers"""
    found = page(whole, Customer.customer_id, **place)
    weigh(found["data"])
    return found


@api.post("/customers", **TAGS)
@api.arguments(CustomerShape)
@api.response(201, CustomerShape)
def make_customer(fields):
    """Make a customer"""
    return find(writing.make(Customers(), fields).customer_id)


@api.get("/customers/<customer_id>", **TAGS)
@glances(Customer, balances=of_one(), contacts=STANDING)
@api.response(200, CustomerShape)
def customer(customer_id):
    """Get a customer"""
    record = seen()
    record.portal_status = Customer.portal_status.fget(record)
    return record


@api.put("/customers/<customer_id>", **TAGS)
@api.arguments(writing.to_put(CustomerShape))
@api.response(200, CustomerShape)
@api.alt_response(201, schema=CustomerShape, success=True)
def put_customer(fields, customer_id):
    """Make or replace a customer"""
    _, status = writing.put(Customers(), customer_id, fields)
    return find(customer_id), status


@api.patch("/customers/<customer_id>", **TAGS)
@api.arguments(writing.to_change(CustomerShape))
@api.response(200, CustomerShape)
def change_customer(fields, customer_id):
    """Change fields of a customer"""
    writing.change(Customers(), find(customer_id), fields)
    return find(customer_id)


def find(customer_id):
    record = db.first_or_404(whole.where(Customer.customer_id == customer_id))
    weigh([record])
    return record


def weigh(records):
    """Give each what it owes, all by one statement."""
    owed = balances([each.customer_id for each in records], clock.today(g.tenant.time_zone))
    for each in records:
        each.balances = owed[each.customer_id]
