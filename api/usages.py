"""Usages, as programs read and write them (I2)."""

from sqlalchemy import select

from api import writing
from api.caller import glances, seen
from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.usage.usage import Usage
from billing.usage.usage_shape import UsageShape
from billing.usage.usage_writing import Usages
from config.database import db

TAGS = {"tags": ["Usages"]}


@api.get("/usages", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(UsageShape))
def usages(place):
    """List usages"""
    return page_of_customer(Usage, place)


@api.post("/usages", **TAGS)
@api.arguments(UsageShape)
@api.response(201, UsageShape)
def make_usage(fields):
    """Make a usage"""
    return writing.make(Usages(), fields)


@api.get("/usages/<usage_id>", **TAGS)
@glances(Usage)
@api.response(200, UsageShape)
def usage(usage_id):
    """Get a usage"""
    return seen()


@api.put("/usages/<usage_id>", **TAGS)
@api.arguments(writing.to_put(UsageShape))
@api.response(200, UsageShape)
@api.alt_response(201, schema=UsageShape, success=True)
def put_usage(fields, usage_id):
    """Make or replace a usage"""
    return writing.put(Usages(), usage_id, fields)


@api.patch("/usages/<usage_id>", **TAGS)
@api.arguments(writing.to_change(UsageShape))
@api.response(200, UsageShape)
def change_usage(fields, usage_id):
    """Change fields of a usage"""
    return writing.change(Usages(), find(usage_id), fields)


def find(usage_id):
    return db.first_or_404(select(Usage).where(Usage.usage_id == usage_id))
