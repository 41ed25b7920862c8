"""Usage events as programs and files write them: stored once, thousands by one statement (I5, D30).

PostgreSQL takes no COPY into a table with row-level security, and the app may make no temporary
one; read out of one JSON text the rows come in as fast.
"""

from datetime import timedelta

from flask import g
from marshmallow import ValidationError
from msgspec import Raw, json
from sqlalchemy import select, text

from billing.people.customer import Customer
from billing.usage.usage_event import UsageEvent
from billing.usage.usage_event_reader import Event
from billing.usage.usage_event_shape import UsageEventShape
from billing.writing import NOWHERE
from config import clock
from config.database import db
from tenants import actor
from tenants.isolation import current_tenant_id

AHEAD = timedelta(days=1)  # clocks go wrong, but nothing is metered long before it happens
TOO_EARLY = "The company does not keep usage events that occurred so long ago."
TOO_LATE = "This is more than a day ahead."

STORE = text("""
insert into usage_event (tenant_id, event_id, occurred_at, customer_id, event_type, source, status,
                         ingested_on, properties, created_date, updated_date,
                         created_by, updated_by)
select :tenant, event_id, occurred_at, customer_id, event_type, source, status,
       :now, properties, :now, :now, :by, :by
  from json_to_recordset(cast(:rows as json)) as came(
       event_id text, occurred_at timestamptz, customer_id text, event_type text, source text,
       status text, properties jsonb)
    on conflict do nothing
returning event_id, occurred_at""")
KEPT_SINCE = text("select cast(:now as timestamptz) - make_interval(months => :months)")


class UsageEvents:
    """See billing.writing.Writing; what is stored already stays as it is."""

    record, shape, shut = UsageEvent, UsageEventShape, ()

    def __init__(self):
        self.by, self.now = actor.here().name, clock.now()

    def put_all(self, rows):
        """For each row that the shape has loaded (None, whether it is new, what was refused)."""
        fates = self.store([Event(**{**row, "properties": Raw(json.encode(row["properties"]))})
                            for row in rows])
        return [(None, fate is True, None if isinstance(fate, bool) else fate) for fate in fates]

    def store(self, events):
        """For each Event whether it was stored, or else was known, if only from further up, or the
        ValidationError that it was refused for; those that are such already stay.
        """
        fates, first = list(self.judged(events)), {}
        for place, event in enumerate(events):
            if fates[place] is None:
                fates[place] = False
                first.setdefault((event.event_id, event.occurred_at), place)
        for key in self.insert([events[first[key]] for key in sorted(first)]):
            fates[first[key]] = True
        return fates

    def judged(self, events):
        """For each what it is refused for, or None."""
        known, since, until = self.customers(events), self.kept_since(), self.now + AHEAD
        for event in events:
            if isinstance(event, ValidationError):
                yield event
            elif event.customer_id not in known:
                yield ValidationError(NOWHERE, "customer_id")
            elif event.occurred_at > until or since and event.occurred_at < since:
                late = event.occurred_at > until
                yield ValidationError(TOO_LATE if late else TOO_EARLY, "occurred_at")
            else:
                yield None

    def customers(self, events):
        named = {event.customer_id for event in events if isinstance(event, Event)}
        return set(db.session.scalars(
            select(Customer.customer_id).where(Customer.customer_id.in_(named))))

    def kept_since(self):
        """What occurred before this moment the company does not keep; None where it keeps all."""
        months = g.tenant.usage_event_months
        return months and db.session.scalar(KEPT_SINCE, {"now": self.now, "months": months})

    def insert(self, events):
        """The (event_id, occurred_at) of those that were not there. They come in one order, so
        that two who bring the same do not wait for each other.
        """
        if not events:
            return []
        return db.session.execute(STORE, {
            "tenant": current_tenant_id(), "now": self.now, "by": self.by,
            "rows": json.encode(events).decode(),
        }).all()
