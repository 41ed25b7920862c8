"""An export that a portal user asked for: a row first, a file later (P12)."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, CheckConstraint, Index, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.people.portal_user import PortalUser
from billing.record import belongs_to
from billing.tables.export_scope import Scope
from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import LEASE, Waiting

KEPT = timedelta(days=7)
MOST_AT_ONCE = 3  # of one user, which nobody needs and which others would wait behind


class Overtaken(RuntimeError):
    """The lease ran out and another worker began the export anew; only that one may end it."""


class Export(Scope, Waiting, Tenanted, db.Model):
    __tablename__ = "export"
    __table_args__ = (
        CheckConstraint("state in ('pending', 'completed', 'failed')", name="state"),
        belongs_to("customer", "customer_id"),
        belongs_to("portal_user", "portal_user_id", ondelete="CASCADE"),
        Index("ix_export_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
        Index("ix_export_portal_user", "tenant_id", "portal_user_id"),
        Index("ix_export_handed", "tenant_id", "handed_at",
              postgresql_where="handed_at is not null"),
    )

    export_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    customer_id: Mapped[str]
    portal_user_id: Mapped[int] = mapped_column(BigInteger)
    table_key: Mapped[str]
    filter: Mapped[list] = mapped_column(JSONB, default=list)
    columns: Mapped[list] = mapped_column(JSONB, default=list)
    language: Mapped[str] = mapped_column(server_default="en", default="en")
    state: Mapped[str] = mapped_column(server_default="pending", default="pending")
    rows_total: Mapped[int | None] = mapped_column(BigInteger)
    rows_done: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    storage_key: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(server_default="", default="")
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    completed_at: Mapped[datetime | None] = mapped_column(DateTime(True))
    handed_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    portal_user = relationship(PortalUser, viewonly=True)
    turn = None  # which of the tries this process is

    @classmethod
    def key_column(cls):
        return cls.export_id

    @staticmethod
    def hold_others(portal_user_id):
        """Until the transaction ends nobody else asks for an export of the user's."""
        mine = db.select(PortalUser.portal_user_id).filter_by(portal_user_id=portal_user_id)
        db.session.execute(mine.with_for_update(key_share=True))

    @classmethod
    def under_way(cls, **whose):
        """The id of one that is being made of the same already, or None: nobody needs it twice."""
        return db.session.scalar(
            db.select(cls.export_id).filter_by(state="pending", **whose).limit(1)
        )

    @classmethod
    def too_many(cls, portal_user_id):
        """Whether so many are being made for the user that another has to wait."""
        mine = db.select(cls.export_id).filter_by(state="pending", portal_user_id=portal_user_id)
        return len(db.session.scalars(mine.limit(MOST_AT_ONCE)).all()) == MOST_AT_ONCE

    @property
    def expires_at(self):
        """When the file is deleted; None while there is none (W3)."""
        return self.completed_at and self.completed_at + KEPT

    def begin(self, rows_total):
        """Tell the waiting page how many rows there are to write."""
        self.turn, self.rows_total = self.tries, rows_total
        self.report(0)

    def report(self, rows_done):
        """Tell the waiting page how far it is, and keep the lease; raises Overtaken."""
        self.hold()
        self.rows_done = rows_done
        self.lease_until = clock.now() + LEASE
        db.session.commit()

    def hold(self):
        """Raises Overtaken where another worker took the export after this one."""
        if self.turn is None:
            return
        asked = db.select(Export.tries, Export.state).filter_by(export_id=self.export_id)
        if db.session.execute(asked.with_for_update()).one() != (self.turn, "pending"):
            raise Overtaken(self.export_id)

    def complete(self, storage_key, size, rows):
        """The file is there, of so many bytes; it is kept for seven days (W3). Raises Overtaken."""
        self.hold()
        self.state, self.storage_key, self.size = "completed", storage_key, size
        self.rows_done = self.rows_total = rows
        self.completed_at = clock.now()
        self.settle()

    def retry(self):
        """Begin anew after a failure, or where the file may not be seen any more."""
        if self.state == "failed" or self.outdated:
            self.state, self.reason, self.tries, self.rows_done = "pending", "", 0, 0
            self.due_at = clock.now()

    def fail(self, reason):
        """Given up; the page and a mail say so."""
        self.state, self.reason = "failed", reason
        self.settle()
