"""Usage events: sent in batches, each stored once, looked at and marked (I5, D30)."""

from flask import abort, g, request
from marshmallow import Schema, ValidationError, fields
from sqlalchemy import select

from api.body import few_parts, takes
from api.caller import glances, rows_of, seen
from api.door import api, needs
from api.problems import faults
from billing.shape import Choice, Shape
from billing.shape_moment import Moment
from billing.usage.usage_event import UsageEvent
from billing.usage.usage_event_shape import MOST, STATES, UsageEventShape
from config.database import db

LINES = "application/x-ndjson"
TAGS = {"tags": ["Usage events"]}


class RefusedShape(Schema):
    pointer = fields.String(metadata={"description": "JSON pointer to the event, or its field"})
    detail = fields.String()


class ArrivalShape(Schema):
    """What became of a batch: once this is answered, what was stored is there for good."""

    received = fields.Integer()
    stored = fields.Integer()
    known = fields.Integer(metadata={
        "description": "Those whose event_id and occurred_at were there already, or came twice"})
    refused = fields.Integer()
    known_positions = fields.List(fields.Integer())
    errors = fields.List(fields.Nested(RefusedShape))


class AtShape(Schema):
    occurred_at = Moment(load_default=None, metadata={
        "description": "Which one, where the id came with several moments; else the latest"})


class ChangeShape(Shape):
    status = Choice(STATES, required=True)


BODY = {"required": True, "content": {
    "application/json": {"schema": {"type": "array", "items": UsageEventShape, "maxItems": MOST}},
    LINES: {"schema": {"type": "string", "description": "An event as JSON on each line"}},
}}
ONE = (rows_of(UsageEvent) + " where event_id = :key and occurred_at = coalesce("
       "cast(:occurred_at as timestamptz), occurred_at) order by occurred_at desc limit 1")


@api.get("/usage_events/<event_id>", **TAGS)
@glances(ONE, asks={"occurred_at": Moment()})
@api.arguments(AtShape, location="query")
@api.response(200, UsageEventShape)
def usage_event(asked, event_id):
    """Get a usage event"""
    return seen()


@api.patch("/usage_events/<event_id>", **TAGS)
@api.arguments(AtShape, location="query")
@api.arguments(ChangeShape)
@api.response(200, UsageEventShape)
def change_usage_event(asked, fields, event_id):
    """Say what became of a usage event; nothing else of it changes"""
    event = find(event_id, asked["occurred_at"])
    event.status, event.updated_by = fields["status"], g.api_key.actor.name
    db.session.flush()
    return event


def find(event_id, moment):
    query = select(UsageEvent).where(UsageEvent.event_id == event_id)
    if moment:
        query = query.where(UsageEvent.occurred_at == moment)
    return db.first_or_404(query.order_by(UsageEvent.occurred_at.desc()).limit(1))


@api.post("/usage_events", **TAGS)
@needs("events")
@takes("application/json", LINES)
@api.doc(requestBody=BODY)
@api.response(200, ArrivalShape)
def send_usage_events():
    """Send usage events, up to 10,000 in a call, as a JSON array or JSON lines; gzip is welcome"""
    from billing.usage.usage_event_writing import UsageEvents

    return told(some_taken(UsageEvents().store(sent())))


def sent():
    """The events of the body, and what stands against those that are none."""
    from billing.usage import usage_event_reader as reader

    body = few_parts(request.get_data(cache=False))
    try:
        events = reader.read_lines(body) if request.mimetype == LINES else reader.read(body)
    except reader.NoJSON:
        abort(400, "The body is no JSON array of events, or holds a text that nothing can keep.")
    except reader.TooMany:
        abort(413, f"Send up to {MOST:,} events in a call.")
    return events


def some_taken(fates):
    """The same; raises ValidationError where each was refused: nobody takes that for a success."""
    refused = {str(place): fate.normalized_messages() for place, fate in enumerate(fates)
               if isinstance(fate, ValidationError)}
    if fates and len(refused) == len(fates):
        raise ValidationError(refused)
    return fates


def told(fates):
    """Counts of the fates, and where the known and the refused ones stood."""
    known = [place for place, fate in enumerate(fates) if fate is False]
    errors = [error for place, fate in enumerate(fates) if isinstance(fate, ValidationError)
              for error in faults("json", fate.normalized_messages(), (str(place),))]
    stored = fates.count(True)
    return {"received": len(fates), "stored": stored, "known": len(known),
            "refused": len(fates) - stored - len(known), "known_positions": known,
            "errors": errors}
