"""A message on its way to one endpoint, tried again after growing pauses for three days (I6)."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Uuid,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import Waiting
from tenants.webhook_endpoint import WebhookEndpoint
from tenants.webhook_message import WebhookMessage
from tenants.webhook_types import TRIAL

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
# After each try; those that Standard Webhooks proposes, 75 hours together.
PAUSES = (5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR,
          24 * HOUR)
STATES = ("waiting", "delivered", "failed")
HELD = 5 * MINUTE  # at most, what waits for an endpoint that does not answer


def part_of(table):
    key = f"{table}_id"
    return ForeignKeyConstraint(["tenant_id", key], [f"{table}.tenant_id", f"{table}.{key}"],
                                ondelete="CASCADE")


class WebhookDelivery(Waiting, Tenanted, db.Model):
    __tablename__ = "webhook_delivery"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'delivered', 'failed')", name="state"),
        part_of("webhook_endpoint"),
        part_of("webhook_message"),
        Index("ix_webhook_delivery_due", "due_at", "tenant_id",
              postgresql_where="due_at is not null"),
        Index("ix_webhook_delivery_newest", "tenant_id", "created_date", "webhook_delivery_id"),
        Index("ix_webhook_delivery_endpoint", "tenant_id", "webhook_endpoint_id", "state"),
        Index("ix_webhook_delivery_message", "tenant_id", "webhook_message_id"),
    )

    webhook_delivery_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, default=uuid.uuid4
    )
    webhook_endpoint_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    webhook_message_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    state: Mapped[str] = mapped_column(server_default="waiting", default="waiting")
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    endpoint = relationship(WebhookEndpoint, viewonly=True)
    message = relationship(WebhookMessage, viewonly=True)

    @classmethod
    def key_column(cls):
        return cls.webhook_delivery_id

    @classmethod
    def take_at(cls, endpoint_id):
        """One that is due at the endpoint, under a lease; None where there is none."""
        free = or_(cls.lease_until.is_(None), cls.lease_until <= clock.now())
        key = db.session.scalar(
            select(cls.webhook_delivery_id)
            .where(cls.webhook_endpoint_id == endpoint_id, cls.state == "waiting")
            .where(cls.due_at <= clock.now(), free).order_by(cls.due_at).limit(1))
        return key and cls.take(key)

    @classmethod
    def locked(cls, key):
        """The row for writing, as it stands now; None where its endpoint was removed meanwhile.

        The endpoint first: who removes one locks it before its deliveries.
        """
        one = cls.webhook_delivery_id == key
        db.session.execute(
            select(WebhookEndpoint.webhook_endpoint_id)
            .where(WebhookEndpoint.webhook_endpoint_id.in_(
                select(cls.webhook_endpoint_id).where(one)))
            .with_for_update(read=True, key_share=True))
        return db.session.scalar(select(cls).where(one).with_for_update(of=cls)
                                 .execution_options(populate_existing=True))

    @classmethod
    def trial(cls, endpoint):
        """A message for this endpoint alone, to see whether it arrives."""
        message = WebhookMessage(webhook_message_id=uuid.uuid4(), event_type=TRIAL,
                                 data={"description": endpoint.description})
        delivery = cls(webhook_endpoint_id=endpoint.webhook_endpoint_id,
                       webhook_message_id=message.webhook_message_id)
        for row in (message, delivery):
            db.session.add(row)
            db.session.flush()
        return delivery

    @property
    def pause(self):
        """Before the next try; None after the last."""
        return PAUSES[self.tries - 1] if 0 < self.tries <= len(PAUSES) else None

    def hold_others(self):
        """Nobody else waits at a door that is not opened, or slowly: other endpoints come first."""
        until, key = clock.now() + min(self.pause or HELD, HELD), WebhookDelivery.key_column()
        others = (select(key)
                  .where(WebhookDelivery.webhook_endpoint_id == self.webhook_endpoint_id)
                  .where(WebhookDelivery.due_at < until, WebhookDelivery.lease_until.is_(None))
                  .with_for_update(skip_locked=True))
        db.session.execute(update(WebhookDelivery).where(key.in_(others)).values(due_at=until)
                           .execution_options(synchronize_session=False))
        self.endpoint.hold(until)

    def arrive(self):
        if self.endpoint.held_until:
            self.endpoint.hold(None)
        self.end("delivered")

    def put_off(self, reason=""):
        """Try again later, or give up; not of what came to its end before another failed."""
        if self.state == "waiting" and self.pause:
            self.postpone(self.pause)
        elif self.state == "waiting":
            self.end("failed")

    def end(self, state):
        self.state, self.ended_at = state, clock.now()
        self.settle()

    def again(self):
        """Send it once more, whatever became of it."""
        self.state, self.ended_at, self.tries, self.due_at = "waiting", None, 0, clock.now()

    @property
    def hopeless(self):
        """Whether it has failed and nothing arrived there in all the time that it was tried."""
        since = clock.now() - sum(PAUSES, timedelta())
        arrived = exists().where(
            WebhookDelivery.webhook_endpoint_id == self.webhook_endpoint_id,
            WebhookDelivery.state == "delivered", WebhookDelivery.ended_at >= since)
        return self.state == "failed" and not db.session.scalar(select(arrived))
