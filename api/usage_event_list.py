"""Usage events, listed: one customer's, or all that have come or changed since a moment (I4, I5).

Two ways, each along an index of its own; what would mix them is refused, as it could be slow.
"""

from marshmallow import ValidationError, validates_schema
from sqlalchemy import select

from api.door import api
from api.paging import Place, page_in, page_of
from billing.shape import Reference, Text
from billing.shape_moment import Moment
from billing.usage.usage_event import UsageEvent
from billing.usage.usage_event_shape import UsageEventShape

OF_ONE, OF_ALL = ("event_type", "occurred_since", "occurred_before"), ("updated_since",)
WITH_CUSTOMER = "Together with customer_id only."
ALONE = "Without customer_id only: what has changed is told of all customers."


class PlaceOfEvents(Place):
    """One customer's in the order of time, or all by their last change; each has an index."""

    customer_id = Reference(metadata={"description": "Only this customer's, by occurred_at"})
    event_type = Text(metadata={"description": WITH_CUSTOMER})
    occurred_since = Moment(metadata={"description": f"At this moment or later. {WITH_CUSTOMER}"})
    occurred_before = Moment(metadata={"description": WITH_CUSTOMER})

    @validates_schema
    def check_way(self, place, **options):
        names, why = (OF_ALL, ALONE) if "customer_id" in place else (OF_ONE, WITH_CUSTOMER)
        wrong = [name for name in names if place.get(name) is not None]
        if wrong:
            raise ValidationError({name: [why] for name in wrong})


@api.get("/usage_events", tags=["Usage events"])
@api.arguments(PlaceOfEvents, location="query")
@api.response(200, page_of(UsageEventShape))
def usage_events(place):
    """List a customer's usage events, the oldest first, or all by their last change"""
    wanted, order = (of_one if "customer_id" in place else of_all)(place)
    return page_in(select(UsageEvent).where(*wanted), order, place["size"], place["cursor"])


def of_one(place):
    moment = UsageEvent.occurred_at
    wanted = [UsageEvent.customer_id == place["customer_id"]]
    if "event_type" in place:
        wanted.append(UsageEvent.event_type == place["event_type"])
    if "occurred_since" in place:
        wanted.append(moment >= place["occurred_since"])
    if "occurred_before" in place:
        wanted.append(moment < place["occurred_before"])
    return wanted, (moment, UsageEvent.event_id)


def of_all(place):
    changed, since = UsageEvent.updated_date, place["updated_since"]
    return ([changed >= since] if since else [],
            (changed, UsageEvent.event_id, UsageEvent.occurred_at))
