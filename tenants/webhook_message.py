"""What happened, as a company's programs are told: the same text at every try (I6)."""

import json
import uuid
from datetime import datetime

from sqlalchemy import Index, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.amounts import decimal_amount
from config.database import db
from tenants.isolation import Tenanted

AMOUNTS = ("payment_amount", "refunded_amount")


class WebhookMessage(Tenanted, db.Model):
    """`data` are ids and states at that moment, amounts in minor units; the API knows the rest."""

    __tablename__ = "webhook_message"
    __table_args__ = (Index("ix_webhook_message_happened", "tenant_id", "happened_at"),)

    webhook_message_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, default=uuid.uuid4
    )
    event_type: Mapped[str]
    data: Mapped[dict] = mapped_column(JSONB, default=dict)
    happened_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @property
    def name(self):
        """By which a program knows a message that comes twice."""
        return f"msg_{self.webhook_message_id.hex}"

    @property
    def told(self):
        """As programs read it: amounts as decimal texts beside their currency (records.md)."""
        data = {name: text(value, self.data) if name in AMOUNTS else value
                for name, value in sorted(self.data.items())}
        return {"type": self.event_type, "timestamp": self.happened_at.isoformat(), "data": data}

    @property
    def body(self):
        return json.dumps(self.told, ensure_ascii=False, separators=(",", ":")).encode()


def text(minor, data):
    return format(decimal_amount(minor, data["currency"]), "f")
