"""A limit that a portal user sets for a customer's usage, to be told of in time (P15)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Identity,
    Numeric,
    UniqueConstraint,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.people.portal_user import PortalUser
from billing.record import belongs_to
from billing.tables.periods import months, year
from billing.usage.roll_up import KINDS
from billing.usage.sums import Span
from config import clock
from config.database import db
from config.languages import N_
from tenants.isolation import Tenanted, current_tenant_id

PERIODS = (("day", N_("Day")), ("month", N_("Month")), ("year", N_("Year")))
STEPS = (50, 80, 100)  # percent that are told
MOST = 50  # of one user at one customer


class UsageLimit(Tenanted, db.Model):
    """So much of a unit, or so many events of a type, in a calendar period of the tenant's (D28).

    An empty `name` of events stands for all types together.
    """

    __tablename__ = "usage_limit"
    __table_args__ = (
        CheckConstraint(KINDS, name="kind"),
        CheckConstraint("period in ('day', 'month', 'year')", name="period"),
        CheckConstraint("quantity > 0", name="quantity"),
        UniqueConstraint("tenant_id", "portal_user_id", "customer_id", "kind", "name", "period",
                         name="uq_usage_limit_whose"),
        belongs_to("customer", "customer_id", ondelete="CASCADE"),
        belongs_to("portal_user", "portal_user_id", ondelete="CASCADE"),
    )

    usage_limit_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    customer_id: Mapped[str]
    portal_user_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    name: Mapped[str]
    period: Mapped[str]
    quantity: Mapped[Decimal] = mapped_column(Numeric)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    customer = relationship("Customer", viewonly=True)
    portal_user = relationship(PortalUser, viewonly=True)

    @property
    def name_asked(self):
        """What the sums are asked for: all types of events for an empty name, but of units none."""
        return None if self.kind == "event" and not self.name else self.name

    def span(self, day):
        """The period that the day is in."""
        return Span(*period_of(self.period, day))

    @classmethod
    def of(cls, visitor):
        """The user's own at the customer chosen now."""
        return db.session.scalars(
            select(cls).where(cls.portal_user_id == visitor.portal_user_id,
                              cls.customer_id == visitor.customer_id)
            .order_by(cls.kind.desc(), cls.name, cls.usage_limit_id).limit(MOST)
        ).all()

    @classmethod
    def put(cls, visitor, kind, name, period, quantity):
        """Set it; in the place of one of the same, whose alerts begin anew. One at a time."""
        mine = select(PortalUser.portal_user_id).filter_by(portal_user_id=visitor.portal_user_id)
        db.session.execute(mine.with_for_update(key_share=True))
        same = {"portal_user_id": visitor.portal_user_id, "customer_id": visitor.customer_id,
                "kind": kind, "name": name, "period": period}
        for old in db.session.scalars(select(cls).filter_by(**same)):
            db.session.delete(old)
        db.session.flush()
        limit = cls(**same, quantity=quantity)
        db.session.add(limit)
        db.session.flush()
        return limit


def period_of(word, day):
    """(first, last) day of the calendar day, month or year that the day is in."""
    if word == "day":
        return day, day
    return months(day.replace(day=1)) if word == "month" else year(day.year, day)


class UsageAlert(Tenanted, db.Model):
    """That a step of a limit was reached in the period that begins so, and told."""

    __tablename__ = "usage_alert"
    __table_args__ = (belongs_to("usage_limit", "usage_limit_id", ondelete="CASCADE"),)

    usage_limit_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    percent: Mapped[int] = mapped_column(primary_key=True)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def take(cls, limit, starts_on, percent):
        """True for one caller: the one who tells. The steps below need not be told any more."""
        rows = [{"tenant_id": current_tenant_id(), "usage_limit_id": limit.usage_limit_id,
                 "starts_on": starts_on, "percent": step, "created_date": clock.now()}
                for step in STEPS if step <= percent]
        noted = insert(cls).values(rows).on_conflict_do_nothing().returning(cls.percent)
        return percent in db.session.scalars(noted).all()
