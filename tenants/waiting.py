"""Work that waits in a row: the row is the truth, the queue only a wake-up (W1).

A worker takes a row under a lease; the sweeper finds rows whose time has come or whose lease ran
out, so a wiped queue or a killed worker loses nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db

LEASE = timedelta(minutes=5)


class Waiting:
    """due_at is when it may be taken next; None when nothing is left to do."""

    due_at: Mapped[datetime | None] = mapped_column(DateTime(True), default=clock.now)
    lease_until: Mapped[datetime | None] = mapped_column(DateTime(True))
    tries: Mapped[int] = mapped_column(server_default="0", default=0)

    @classmethod
    def take(cls, key):
        """The row under a fresh lease, committed; None when it is not due or somebody has it."""
        now = clock.now()
        record = db.session.scalar(
            select(cls)
            .where(cls.key_column() == key, cls.due_at <= now)
            .where(or_(cls.lease_until.is_(None), cls.lease_until <= now))
            .with_for_update(skip_locked=True)
        )
        if record is not None:
            record.lease_until = now + LEASE
            record.tries += 1
        db.session.commit()
        return record

    @property
    def asker(self):
        """Who asked for the work, as the audit log names them; "" where nobody did."""
        user = getattr(self, "portal_user", None)
        return getattr(self, "asked_by", "") or (user.email if user else "")

    def settle(self):
        """Nothing is left to do."""
        self.due_at = self.lease_until = None

    def postpone(self, pause):
        """Give the row back, to be taken again after the pause."""
        self.due_at = clock.now() + pause
        self.lease_until = None
