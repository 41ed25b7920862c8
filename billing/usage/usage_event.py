"""An event as it was metered: what happened at a customer's, at which moment (P8)."""

import hashlib
import json
from datetime import datetime, timedelta, timezone

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Text,
    cast,
    extract,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.record import Stamped, belongs_to
from config import clock, seal
from config.database import db
from tenants.isolation import Tenanted

EPOCH, TICK = datetime(1970, 1, 1, tzinfo=timezone.utc), timedelta(microseconds=1)
MARK = 8  # hexadecimal digits: several moments of any day have the same


def mark(event_id, moment):
    """Tells the moments of one id apart in an address, and nobody when it was (D29).

    Under a key: who knows how it is made could else try all moments of a year.
    """
    ticks = (moment - EPOCH) // TICK
    return hashlib.sha256(key() + f"{ticks} {event_id}".encode()).hexdigest()[:MARK]


def mark_of(event_id, moment):
    """The same of two columns, in SQL."""
    ticks = cast(cast(extract("epoch", moment) * 1_000_000, BigInteger), Text)
    told = func.convert_to(ticks + " " + event_id, "UTF8")
    return func.left(func.encode(func.sha256(literal(key()).op("||")(told)), "hex"), MARK)


def key():
    return seal.key("usage event: mark")


class UsageEvent(Stamped, Tenanted, db.Model):
    """`occurred_at` is the company's word, `ingested_on` our own; one id may occur again later.

    The pair of id and moment is what makes an event known already (D30), and lets the table lie in
    one part a month (migration 0039).
    """

    __tablename__ = "usage_event"
    __table_args__ = (
        CheckConstraint("status in ('Received', 'Processed', 'Rejected')", name="status"),
        CheckConstraint("jsonb_typeof(properties) = 'object'", name="properties"),
        belongs_to("customer", "customer_id"),
        Index("ix_usage_event_occurred", "tenant_id", "customer_id", "occurred_at", "event_id"),
        Index("ix_usage_event_ingested", "tenant_id", "customer_id", "ingested_on", "event_id",
              "occurred_at"),
        Index("ix_usage_event_type", "tenant_id", "customer_id", "event_type", "occurred_at",
              "event_id"),
        Index("ix_usage_event_source", "tenant_id", "customer_id", "source", "occurred_at",
              "event_id"),
        Index("ix_usage_event_updated", "tenant_id", "updated_date", "event_id", "occurred_at"),
        Index("ix_usage_event_unprocessed", "tenant_id", "customer_id", "occurred_at", "event_id",
              "status", postgresql_where="status <> 'Processed'"),
        {"postgresql_partition_by": "RANGE (occurred_at)"},
    )

    event_id: Mapped[str] = mapped_column(primary_key=True)
    occurred_at: Mapped[datetime] = mapped_column(DateTime(True), primary_key=True)
    customer_id: Mapped[str]
    event_type: Mapped[str]
    source: Mapped[str] = mapped_column(server_default="", default="")
    status: Mapped[str] = mapped_column(server_default="Received", default="Received")
    ingested_on: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    properties: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)

    customer = relationship("Customer", viewonly=True)

    @classmethod
    def of(cls, customer, event_id, wanted=""):
        """The customer's event of that id and mark, the latest without a mark; 404 for none."""
        query = select(cls).where(cls.customer_id == customer.customer_id,
                                  cls.event_id == event_id)
        if wanted:
            query = query.where(mark_of(cls.event_id, cls.occurred_at) == wanted)
        return db.first_or_404(query.order_by(cls.occurred_at.desc()).limit(1))

    def exact_properties(self):
        """The properties with numbers as text: floats would lose digits."""
        written = db.session.scalar(
            select(cast(UsageEvent.properties, Text)).where(
                UsageEvent.event_id == self.event_id, UsageEvent.occurred_at == self.occurred_at
            )
        )
        return json.loads(written, parse_float=str, parse_int=str)
