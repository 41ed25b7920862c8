"""The audit log as a file, asked for by staff: a row first, a file later (S13)."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, CheckConstraint, Index, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import LEASE, Waiting

KEPT = timedelta(days=7)
FORMATS = ("csv", "xlsx")
LISTED = 5
MOST_AT_ONCE = 2  # of one member of staff


class AuditExport(Waiting, Tenanted, db.Model):
    """`filter` is the log's, as the (name, value) pairs of an address."""

    __tablename__ = "audit_export"
    __table_args__ = (
        CheckConstraint(f"format in {FORMATS}", name="format"),
        CheckConstraint("state in ('pending', 'completed', 'failed')", name="state"),
        belongs_to("staff", "staff_id", ondelete="CASCADE"),
        Index("ix_audit_export_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
        Index("ix_audit_export_staff", "tenant_id", "staff_id"),
    )

    audit_export_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    staff_id: Mapped[int] = mapped_column(BigInteger)
    asked_by: Mapped[str]
    format: Mapped[str]
    filter: Mapped[list] = mapped_column(JSONB, default=list)
    language: Mapped[str] = mapped_column(server_default="en", default="en")
    state: Mapped[str] = mapped_column(server_default="pending", default="pending")
    rows_done: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    storage_key: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    completed_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @classmethod
    def key_column(cls):
        return cls.audit_export_id

    @classmethod
    def too_many(cls, staff_id):
        """Whether so many are being made for this person that another has to wait."""
        mine = db.select(cls.audit_export_id).filter_by(state="pending", staff_id=staff_id)
        return len(db.session.scalars(mine.limit(MOST_AT_ONCE)).all()) == MOST_AT_ONCE

    @classmethod
    def of_staff(cls, staff_id):
        """What this person asked for and may still fetch or waits for, the newest first."""
        mine = db.select(cls).filter_by(staff_id=staff_id).where(
            cls.created_date > clock.now() - KEPT)
        return db.session.scalars(mine.order_by(cls.created_date.desc()).limit(LISTED)).all()

    @property
    def fetchable(self):
        """Whether there is a file, whose week is not over (W3)."""
        return self.state == "completed" and clock.now() < self.completed_at + KEPT

    @property
    def place(self):
        return f"{self.tenant_id}/exports/audit-{self.audit_export_id}.{self.format}"

    def report(self, rows_done):
        """Tell the waiting page how far it is, and keep the lease."""
        self.rows_done, self.lease_until = rows_done, clock.now() + LEASE
        db.session.commit()

    def complete(self, rows, size):
        self.state, self.storage_key = "completed", self.place
        self.rows_done, self.size, self.completed_at = rows, size, clock.now()
        self.settle()

    def fail(self):
        self.state = "failed"
        self.settle()
