"""Credits, as programs read and write them (I2)."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api import writing
from api.caller import glances, seen
from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.ledger.allocation import Allocation
from billing.ledger.credit import Credit
from billing.ledger.credit_shape import CreditShape
from billing.ledger.credit_writing import Credits
from config.database import db

shares = selectinload(Credit.allocations)
TAGS = {"tags": ["Credits"]}


@api.get("/credits", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(CreditShape))
def credits(place):
    """List credits"""
    return page_of_customer(Credit, place, shares, parts=Allocation)


@api.post("/credits", **TAGS)
@api.arguments(CreditShape)
@api.response(201, CreditShape)
def make_credit(fields):
    """Make a credit"""
    return find(writing.make(Credits(), fields).credit_id)


@api.get("/credits/<credit_id>", **TAGS)
@glances(Credit, allocations=(Allocation, "allocation_id"))
@api.response(200, CreditShape)
def credit(credit_id):
    """Get a credit"""
    return seen()


@api.put("/credits/<credit_id>", **TAGS)
@api.arguments(writing.to_put(CreditShape))
@api.response(200, CreditShape)
@api.alt_response(201, schema=CreditShape, success=True)
def put_credit(fields, credit_id):
    """Make or correct a credit"""
    _, status = writing.put(Credits(), credit_id, fields)
    return find(credit_id), status


@api.patch("/credits/<credit_id>", **TAGS)
@api.arguments(writing.to_change(CreditShape))
@api.response(200, CreditShape)
def change_credit(fields, credit_id):
    """Change notes or applications of a credit, or reverse it"""
    writing.change(Credits(), find(credit_id), fields)
    return find(credit_id)


def find(credit_id):
    query = select(Credit).where(Credit.credit_id == credit_id).options(shares)
    return db.first_or_404(query.execution_options(populate_existing=True))
