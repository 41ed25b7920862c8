"""A mail: a row first, sent later (W1); it names a template and records, never a secret (D11)."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import Waiting


class Mail(Waiting, Tenanted, db.Model):
    """`subject_ids` are the ids of the records that the letter is about; it is written when sent."""

    __tablename__ = "mail"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'sent', 'failed')", name="state"),
        Index("ix_mail_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
    )

    mail_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    template: Mapped[str]
    recipient: Mapped[str]
    subject_ids: Mapped[dict] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(server_default="queued", default="queued")
    message_id: Mapped[str] = mapped_column(server_default="", default="")
    reason: Mapped[str] = mapped_column(server_default="", default="")
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @classmethod
    def key_column(cls):
        return cls.mail_id

    @classmethod
    def write(cls, template, recipient, **subject_ids):
        """Queue a letter in the current transaction; the caller wakes a worker after the commit."""
        mail = cls(template=template, recipient=recipient, subject_ids=subject_ids)
        db.session.add(mail)
        db.session.flush()
        return mail
