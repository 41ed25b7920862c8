"""The company's own people, who sign in at /setup, and their visits and mailed links."""

from datetime import datetime, timedelta

from flask_login import UserMixin
from sqlalchemy import BigInteger, ForeignKeyConstraint, Identity, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants import password, token
from tenants.isolation import Tenanted
from tenants.link import Link
from tenants.role import Role
from tenants.visit import Visit

IDLE = timedelta(minutes=30)


class Staff(UserMixin, Tenanted, db.Model):
    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("tenant_id", "email"),
        ForeignKeyConstraint(["tenant_id", "role_id"], ["role.tenant_id", "role.role_id"]),
    )

    staff_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str | None]
    role_id: Mapped[int] = mapped_column(BigInteger)
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    role = relationship(Role, viewonly=True, lazy="joined")

    @classmethod
    def named(cls, email):
        """The staff member who signs in with this address, or None."""
        return db.session.scalar(
            select(cls).where(cls.email == email.strip().lower(), cls.active.is_(True))
        )

    def may(self, activity, action):
        return self.role.allows(activity, action)

    def set_password(self, new):
        """Take the new password and end every visit."""
        self.password_hash = password.hashed(new)
        self.end_visits()

    def end_visits(self):
        db.session.execute(db.delete(StaffVisit).where(StaffVisit.staff_id == self.staff_id))

    def get_id(self):
        return str(self.staff_id)


class StaffVisit(Visit, Tenanted, db.Model):
    __tablename__ = "staff_visit"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        ForeignKeyConstraint(
            ["tenant_id", "staff_id"], ["staff.tenant_id", "staff.staff_id"], ondelete="CASCADE"
        ),
    )

    staff_id: Mapped[int] = mapped_column(BigInteger)
    staff = relationship(Staff, viewonly=True, lazy="joined")

    @classmethod
    def under(cls, secret):
        """The running visit of a cookie, or None; being seen keeps it from idling out."""
        now = clock.now()
        visit = db.session.scalar(
            select(cls).where(
                cls.token_hash == token.hashed(secret),
                cls.expires_at > now,
                cls.seen_at > now - IDLE,
            )
        )
        if visit and visit.seen_at < now - timedelta(minutes=1):
            visit.seen_at = now
        return visit if visit and visit.staff.active else None


class StaffLink(Link, Tenanted, db.Model):
    __tablename__ = "staff_link"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        ForeignKeyConstraint(
            ["tenant_id", "staff_id"], ["staff.tenant_id", "staff.staff_id"], ondelete="CASCADE"
        ),
    )
    LIFETIMES = {"invitation": timedelta(hours=72), "reset": timedelta(hours=1)}

    staff_id: Mapped[int] = mapped_column(BigInteger)
    staff = relationship(Staff, viewonly=True)
