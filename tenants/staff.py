"""The company's own people, who sign in at /setup, and their visits."""

from datetime import datetime, timedelta

from flask_login import UserMixin
from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Identity,
    Index,
    UniqueConstraint,
    and_,
    exists,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants import password, token
from tenants.actor import Actor
from tenants.isolation import Tenanted
from tenants.role import Role
from tenants.visit import Visit

IDLE = timedelta(minutes=30)
HALF = timedelta(minutes=10)


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

    @classmethod
    def who_may(cls, activity, action, most=20):
        """Those who hold the right, to be written to; of more people one will look."""
        staff = db.session.scalars(
            select(cls).where(cls.active.is_(True)).order_by(cls.staff_id)).all()
        return [each for each in staff if each.may(activity, action)][:most]

    @property
    def actor(self):
        return Actor("staff", str(self.staff_id), self.name)

    def may(self, activity, action):
        return self.role.allows(activity, action)

    def has_password(self, given):
        return password.matches(self.password_hash, given)

    def set_password(self, new, keep=None):
        """Take the new password and end every visit, but for the one to keep."""
        self.password_hash = password.hashed(new)
        self.end_visits(keep)

    def visits(self, most, here=None):
        """Where they are signed in: here, then the places used last; at most so many."""
        mine = select(StaffVisit).where(StaffVisit.staff_id == self.staff_id, StaffVisit.running())
        ordered = mine.order_by(StaffVisit.visit_id != here, StaffVisit.seen_at.desc(),
                                StaffVisit.visit_id.desc())
        return db.session.scalars(ordered.limit(most)).all()

    def end_visits(self, keep=None):
        ending = db.delete(StaffVisit).where(StaffVisit.staff_id == self.staff_id)
        if keep is not None:
            ending = ending.where(StaffVisit.visit_id != keep)
        db.session.execute(ending)

    def get_id(self):
        return str(self.staff_id)


class StaffVisit(Visit, Tenanted, db.Model):
    """`half` waits for the second factor and opens nothing else; `address` is where it was begun.
    """

    __tablename__ = "staff_visit"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        ForeignKeyConstraint(
            ["tenant_id", "staff_id"], ["staff.tenant_id", "staff.staff_id"], ondelete="CASCADE"
        ),
        Index("ix_staff_visit_staff", "tenant_id", "staff_id"),
    )

    staff_id: Mapped[int] = mapped_column(BigInteger)
    address: Mapped[str] = mapped_column(server_default="", default="")
    half: Mapped[bool] = mapped_column(server_default="false", default=False)
    staff = relationship(Staff, viewonly=True, lazy="joined")

    @classmethod
    def begin_half(cls, user_agent, **whose):
        """For who has shown the password only; begins the other half within ten minutes."""
        visit, secret = cls.begin(user_agent, half=True, **whose)
        visit.expires_at = clock.now() + HALF
        return visit, secret

    @classmethod
    def running(cls):
        """SQL for: whole, and ended neither by idleness nor by age (D1)."""
        now = clock.now()
        return and_(cls.half.is_(False), cls.expires_at > now, cls.seen_at > now - IDLE)

    @classmethod
    def goes_on(cls, visit_id):
        """Whether nobody has ended it meanwhile."""
        return db.session.scalar(select(exists().where(cls.visit_id == visit_id)))

    @classmethod
    def half_under(cls, secret):
        """The half of a visit that a cookie has begun, or None."""
        visit = db.session.scalar(
            select(cls).where(cls.token_hash == token.hashed(secret), cls.half.is_(True),
                              cls.expires_at > clock.now())
        )
        return visit if visit and visit.staff.active else None

    @classmethod
    def under(cls, secret):
        """The running visit of a cookie, or None; being seen keeps it from idling out."""
        now = clock.now()
        visit = db.session.scalar(
            select(cls).where(cls.token_hash == token.hashed(secret), cls.running())
        )
        if visit and visit.seen_at < now - timedelta(minutes=1):
            visit.seen_at = now
        return visit if visit and visit.staff.active else None
