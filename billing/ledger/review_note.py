"""What staff found out about something on the gateways' review list, in their own words (D8)."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.isolation import Tenanted


class ReviewNote(Tenanted, db.Model):
    """`subject_id` is the id of what it is about, whose kind knows no other of that id."""

    __tablename__ = "review_note"
    __table_args__ = (Index("ix_review_note_subject", "tenant_id", "subject_id"),)

    review_note_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    text: Mapped[str]
    noted_by: Mapped[str]
    noted_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def of(cls, subject_id):
        """The notes on something, oldest first."""
        mine = db.select(cls).where(cls.subject_id == subject_id)
        return db.session.scalars(mine.order_by(cls.review_note_id)).all()
