"""Statements of account: those that were asked for, and a new one, as the portal makes it (I2)."""

from flask import Response, abort, g
from marshmallow import ValidationError, fields, validates_schema
from sqlalchemy import select

from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.days import check_come, check_order
from billing.ledger.currencies import currencies
from billing.ledger.statement import TEMPLATES, Statement, TooMany
from billing.people.customer import Customer
from billing.shape import Choice, Currency, Day, Recorded, Reference, Shape
from billing.writing import NOWHERE
from config import clock
from config.database import db
from tenants import audit

TAGS = {"tags": ["Statements"]}
OTHER_CURRENCY = "The customer has no records in this currency."


class StatementAskShape(Shape):
    customer_id = Reference(required=True)
    start_date = Day(required=True)
    end_date = Day(required=True)
    template_name = Choice(TEMPLATES, required=True)
    currency = Currency(metadata={"description": "The customer's own where it is left out"})

    @validates_schema(skip_on_field_errors=True)
    def check_period(self, asked, **options):
        check_come(asked["end_date"], "end_date")
        check_order(asked["start_date"], asked["end_date"], "end_date")


class StatementShape(Recorded):
    """`statement_date` is the day on which it was asked for; `url` is its PDF, read with a key."""

    statement_id = fields.String()
    customer_id = fields.String()
    statement_date = fields.Date()
    start_date = fields.Date()
    end_date = fields.Date()
    template_name = Choice(TEMPLATES)
    currency = fields.String()
    url = fields.Function(lambda statement: address(statement), metadata={"type": "string"})


@api.get("/statements", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(StatementShape))
def statements(place):
    """List statements"""
    return page_of_customer(Statement, place)


@api.post("/statements", **TAGS)
@api.arguments(StatementAskShape)
@api.response(201, StatementShape)
def make_statement(fields):
    """Make a statement of a period; the same asked for again today is the one there is"""
    customer = db.session.scalar(
        select(Customer).where(Customer.customer_id == fields["customer_id"]))
    if customer is None:
        raise ValidationError(NOWHERE, "customer_id")
    fields = {"currency": customer.currency, **fields}
    if fields["currency"] not in currencies(customer):
        raise ValidationError(OTHER_CURRENCY, "currency")
    try:
        return Statement.asked(g.api_key.name, **fields,
                               statement_date=clock.today(g.tenant.time_zone))
    except TooMany:
        abort(409, "This customer has as many statements of today as it gets on one day.")


@api.get("/statements/<statement_id>", **TAGS)
@api.response(200, StatementShape)
def statement(statement_id):
    """Get a statement"""
    return find(statement_id)


@api.get("/statements/<statement_id>/pdf", **TAGS)
@api.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
def statement_pdf(statement_id):
    """Get a statement's PDF"""
    from billing.documents.statement_text import paper

    record = find(statement_id)
    audit.viewed("pdf", "statement", record.statement_id, record.customer_id)
    return Response(paper(record, g.tenant).answer(), mimetype="application/pdf")


def find(statement_id):
    return db.first_or_404(select(Statement).where(Statement.statement_id == statement_id))


def address(statement):
    return f"{g.tenant.base_url}/api/v1/statements/{statement.statement_id}/pdf"
