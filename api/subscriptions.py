"""Subscriptions, as programs read and write them (I2)."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from api import writing
from api.caller import glances, seen
from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from billing.ledger.subscription_shape import SubscriptionShape
from billing.ledger.subscription_writing import Subscriptions
from config.database import db

TAGS = {"tags": ["Subscriptions"]}
LINES = selectinload(Subscription.lines)


@api.get("/subscriptions", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(SubscriptionShape))
def subscriptions(place):
    """List subscriptions"""
    return page_of_customer(Subscription, place, LINES, parts=SubscriptionLine)


@api.post("/subscriptions", **TAGS)
@api.arguments(SubscriptionShape)
@api.response(201, SubscriptionShape)
def make_subscription(fields):
    """Make a subscription"""
    return find(writing.make(Subscriptions(), fields).subscription_id)


@api.get("/subscriptions/<subscription_id>", **TAGS)
@glances(Subscription, lines=(SubscriptionLine, "line_no"))
@api.response(200, SubscriptionShape)
def subscription(subscription_id):
    """Get a subscription"""
    return seen()


@api.put("/subscriptions/<subscription_id>", **TAGS)
@api.arguments(writing.to_put(SubscriptionShape))
@api.response(200, SubscriptionShape)
@api.alt_response(201, schema=SubscriptionShape, success=True)
def put_subscription(fields, subscription_id):
    """Make or replace a subscription"""
    _, status = writing.put(Subscriptions(), subscription_id, fields)
    return find(subscription_id), status


@api.patch("/subscriptions/<subscription_id>", **TAGS)
@api.arguments(writing.to_change(SubscriptionShape))
@api.response(200, SubscriptionShape)
def change_subscription(fields, subscription_id):
    """Change fields of a subscription"""
    writing.change(Subscriptions(), find(subscription_id), fields)
    return find(subscription_id)


def find(subscription_id):
    """As the database has it, with its lines."""
    query = select(Subscription).options(LINES).where(
        Subscription.subscription_id == subscription_id)
    return db.first_or_404(query.execution_options(populate_existing=True))
