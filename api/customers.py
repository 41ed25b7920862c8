"""Customers, as programs read and write them (I2)."""

from flask import abort, g
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
STANDING = "select distinct access, portal_allowed from contact where customer_id = :key"


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
    return find(writing.make(Customers(), permitted(fields)).customer_id)


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
    _, status = writing.put(Customers(), customer_id, permitted(fields, customer_id))
    return find(customer_id), status


@api.patch("/customers/<customer_id>", **TAGS)
@api.arguments(writing.to_change(CustomerShape))
@api.response(200, CustomerShape)
def change_customer(fields, customer_id):
    """Change fields of a customer"""
    record = find(customer_id)
    writing.change(Customers(), record, permitted(fields, customer_id))
    return find(customer_id)


def permitted(fields, customer_id=None):
    """Who gets into the portal is said by keys that may invite (D8); others may say what stands."""
    if "portal_enabled" not in fields or "invite" in g.api_key.scopes:
        return fields
    gate = select(Customer.portal_enabled).where(
        Customer.customer_id == fields.get("customer_id", customer_id))
    if fields["portal_enabled"] != bool(db.session.scalar(gate)):
        abort(403, "This key lacks the scope “invite”, which portal_enabled needs.")
    return {name: value for name, value in fields.items() if name != "portal_enabled"}


def find(customer_id):
    record = db.first_or_404(whole.where(Customer.customer_id == customer_id))
    weigh([record])
    return record


def weigh(records):
    """Give each what it owes, all by one statement."""
    owed = balances([each.customer_id for each in records], clock.today(g.tenant.time_zone))
    for each in records:
        each.balances = owed[each.customer_id]
