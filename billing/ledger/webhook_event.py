"""What a gateway told, kept before anything is done about it, and once however often it comes (M8).

An event only says what to look at (security C10), so nothing else is read from it; the letter that
brought it is kept locked (see webhook_letter).
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, Uuid, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.gateways.event import Event
from billing.ledger.forward import PAUSES
from billing.ledger.webhook_letter import Letter, seal
from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import Waiting

LONGEST = 255  # characters of an id; gateways' have a tenth of that
TOLD = ("attempt_id", "reference", "reason")
STATES = ("received", "done", "unmatched", "seen")
LATER, TOMORROW = "later", "tomorrow"
A_DAY = timedelta(days=1)


class WebhookEvent(Letter, Waiting, Tenanted, db.Model):
    """“notices” is our own question to a gateway that tells nothing by itself.

    state: received, then done; unmatched is a charge-back of a payment that is not known, or that
    cannot be charged back, until staff have seen it.
    """

    __tablename__ = "webhook_event"
    __table_args__ = (
        CheckConstraint(
            "kind in ('attempt', 'charge_back', 'method', 'saved_method', 'other', 'notices')",
            name="kind",
        ),
        CheckConstraint("state in ('received', 'done', 'unmatched', 'seen')", name="state"),
        UniqueConstraint("tenant_id", "provider", "event_id"),
        Index("ix_webhook_event_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
        Index("ix_webhook_event_unmatched", "tenant_id", "received_at",
              postgresql_where="state = 'unmatched'"),
        Index("ix_webhook_event_sealed", "tenant_id", "received_at",
              postgresql_where="sealed is not null"),
    )

    webhook_event_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    provider: Mapped[str]
    event_id: Mapped[str]
    kind: Mapped[str]
    attempt_id: Mapped[str | None]
    reference: Mapped[str | None]
    reason: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="received", default="received")
    received_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def key_column(cls):
        return cls.webhook_event_id

    @classmethod
    def store(cls, provider, event, letter=None):
        """The id of an Event's row if it is new, else None; the caller commits.

        `letter` is the (body, headers) that brought it, kept as evidence.
        """
        told = {name: getattr(event, name) for name in TOLD}
        told |= {"provider": provider, "event_id": event.event_id, "kind": event.kind,
                 "sealed": letter and seal(provider, event, letter)}
        row = insert(cls).values(**told)
        return db.session.scalar(row.on_conflict_do_nothing().returning(cls.webhook_event_id))

    @classmethod
    def locked(cls, webhook_event_id):
        """The row for writing, as it stands now."""
        return db.session.scalars(
            select(cls).where(cls.webhook_event_id == webhook_event_id).with_for_update()
            .execution_options(populate_existing=True)
        ).one()

    @property
    def told(self):
        """The Event, apart from any session."""
        return Event(self.event_id, self.kind, *(getattr(self, name) for name in TOLD))

    def become(self, state):
        """Take what came of acting on it: a state, LATER or TOMORROW."""
        if state == LATER:
            self.put_off()
        elif state == TOMORROW:
            self.tries = 0
            self.postpone(A_DAY)
        else:
            self.state = state
            self.settle()

    def put_off(self, reason=""):
        """Try again after pauses that grow."""
        self.postpone(PAUSES[min(max(self.tries - 1, 0), len(PAUSES) - 1)])


def told_as(provider, told, reason, states=STATES):
    """Whether one of that reason, in such a state, is about the same order as the Event `told`."""
    mine = [getattr(WebhookEvent, name) == getattr(told, name)
            for name in ("attempt_id", "reference") if getattr(told, name)]
    query = select(WebhookEvent.webhook_event_id).where(
        WebhookEvent.provider == provider, WebhookEvent.kind == told.kind, or_(*mine),
        WebhookEvent.reason == reason, WebhookEvent.state.in_(states))
    return bool(mine) and db.session.scalar(query.limit(1)) is not None


def storable(event):
    """Whether no text of an Event is longer than any id is."""
    return all(len(getattr(event, name) or "") <= LONGEST for name in ("event_id", *TOLD))
