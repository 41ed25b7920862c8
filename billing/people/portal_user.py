"""A login of a customer's people; one may stand behind contacts of several customers."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Identity, Index, UniqueConstraint, and_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.record import belongs_to
from config import clock
from config.database import db
from tenants import password
from tenants.actor import Actor
from tenants.isolation import Tenanted
from tenants.visit import Visit

IDLE = timedelta(minutes=60)


class PortalUser(Tenanted, db.Model):
    __tablename__ = "portal_user"
    __table_args__ = (UniqueConstraint("tenant_id", "email"),)

    portal_user_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    email: Mapped[str]
    password_hash: Mapped[str | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(True))
    language: Mapped[str | None]
    time_zone: Mapped[str | None]
    theme: Mapped[str | None]
    columns: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def named(cls, email):
        """The login of this address, or None."""
        return db.session.scalar(select(cls).where(cls.email == email.strip().lower()))

    @property
    def confirmed(self):
        return self.confirmed_at is not None

    def confirm(self):
        """The address is proven; signing in works from now on (R3)."""
        self.confirmed_at = self.confirmed_at or clock.now()

    def choose_columns(self, table_key, choice):
        """Remember which columns of a tab are on: {key: True or False} (P11)."""
        self.columns = {**self.columns, table_key: choice}

    @property
    def actor(self):
        return Actor("portal user", str(self.portal_user_id), self.email)

    def has_password(self, given):
        return password.matches(self.password_hash, given)

    def set_password(self, new, keep=None):
        """Take the new password and end the other visits (R5); `keep` is the one to leave."""
        self.password_hash = password.hashed(new)
        self.end_visits(keep)

    def visits(self, most, here=None):
        """Where the user is signed in: here, then the places used last; at most so many (R10)."""
        mine = select(PortalVisit).where(PortalVisit.portal_user_id == self.portal_user_id)
        ordered = mine.order_by(PortalVisit.visit_id != here, PortalVisit.seen_at.desc(),
                                PortalVisit.visit_id.desc())
        return db.session.scalars(ordered.where(PortalVisit.running()).limit(most)).all()

    def end_visits(self, keep=None):
        """Sign the user out everywhere, but for the visit to keep."""
        ending = db.delete(PortalVisit).where(PortalVisit.portal_user_id == self.portal_user_id)
        if keep is not None:
            ending = ending.where(PortalVisit.visit_id != keep)
        db.session.execute(ending)


class PortalVisit(Visit, Tenanted, db.Model):
    """A visit remembers which customer the user has chosen in the selector (R7).

    `address` is the one that it was begun from: for the user alone, and gone with the visit (R10).
    """

    __tablename__ = "portal_visit"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        belongs_to("portal_user", "portal_user_id", ondelete="CASCADE"),
        Index("ix_portal_visit_user", "tenant_id", "portal_user_id"),
    )

    portal_user_id: Mapped[int] = mapped_column(BigInteger)
    customer_id: Mapped[str | None]
    address: Mapped[str] = mapped_column(server_default="", default="")

    @classmethod
    def running(cls):
        """SQL for: ended neither by idleness nor by age (D1); the rule of open_portal_visit."""
        now = clock.now()
        return and_(cls.expires_at > now, cls.seen_at > now - IDLE)
