"""One try to deliver a message, and what came of it, for the log (I6)."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.webhook_delivery import part_of

SHOWN = 1_000  # characters of an answer


class WebhookTry(Tenanted, db.Model):
    """`status` is that of the answer, None where there was none: then `trouble` says why."""

    __tablename__ = "webhook_try"
    __table_args__ = (
        part_of("webhook_delivery"),
        Index("ix_webhook_try_delivery", "tenant_id", "webhook_delivery_id"),
    )

    webhook_try_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    webhook_delivery_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    tried_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    milliseconds: Mapped[int]
    status: Mapped[int | None]
    trouble: Mapped[str] = mapped_column(server_default="", default="")
    answer: Mapped[str] = mapped_column(server_default="", default="")

    @property
    def good(self):
        return self.status is not None and 200 <= self.status < 300


def readable(text):
    """The beginning of an answer as one line of letters, which PostgreSQL can keep."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:SHOWN]
