"""Usage in sums by hour and by day, kept by the database itself (P15); see migration 0040.

Triggers note what comes and goes as deltas, the scheduler folds those into the sums. A rejected
event does not count. Hours and days are the tenant's own (D28).
"""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask import g
from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, Numeric, delete, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.record import belongs_to
from config.database import db
from tenants.isolation import Tenanted

KINDS = "kind in ('usage', 'event')"
AT_ONCE = 20_000  # deltas in one transaction


def of_customer():
    return belongs_to("customer", "customer_id", ondelete="CASCADE")


class UsageDelta(Tenanted, db.Model):
    """Not in the sums yet: of a usage its day, of events the quarter of an hour."""

    __tablename__ = "usage_delta"
    __table_args__ = (
        CheckConstraint(KINDS, name="kind"),
        of_customer(),
        Index("ix_usage_delta_customer", "tenant_id", "customer_id", "kind"),
    )

    delta_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    customer_id: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str]
    day: Mapped[date | None]
    quarter: Mapped[datetime | None] = mapped_column(DateTime(True))
    quantity: Mapped[Decimal] = mapped_column(Numeric)


class UsageHour(Tenanted, db.Model):
    """How many events of a type there were in the hour that begins so."""

    __tablename__ = "usage_hour"
    __table_args__ = (of_customer(),)

    customer_id: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[datetime] = mapped_column(DateTime(True), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric)


class UsageDay(Tenanted, db.Model):
    """How much of a unit was used, or how many events of a type there were, on a day."""

    __tablename__ = "usage_day"
    __table_args__ = (CheckConstraint(KINDS, name="kind"), of_customer())

    customer_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric)


class UsageFold(Tenanted, db.Model):
    """The zone that the sums were made in; in another one they are made anew."""

    __tablename__ = "usage_fold"

    time_zone: Mapped[str]


def fold():
    """Take all deltas of the tenant into its sums, piece by piece, each committed."""
    piece = {"zone": g.tenant.time_zone, "most": AT_ONCE}
    folding = text("select fold_usage(:zone, :most)")
    while db.session.scalar(folding, piece) == AT_ONCE:
        db.session.commit()
    db.session.commit()


def forget(today):
    """Take the sums of events of the months that the company does not keep any more (D30)."""
    if g.tenant.usage_event_months:
        months = today.year * 12 + today.month - 1 - g.tenant.usage_event_months
        first = date(months // 12, months % 12 + 1, 1)
        hour = datetime.combine(first, time(), ZoneInfo(g.tenant.time_zone))
        db.session.execute(delete(UsageDay).where(UsageDay.kind == "event", UsageDay.day < first))
        db.session.execute(delete(UsageHour).where(UsageHour.hour < hour))
