"""A card that expires soon, told 30 and 7 days ahead, once each (M11)."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.ledger.payment_method import PaymentMethod
from billing.people.customer import Customer
from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted, current_tenant_id

SOON, SOONER = 30, 7  # days from which a card is told of, and told of again


class ExpiryNotice(Tenanted, db.Model):
    """That it was told; a card with another expiry is another."""

    __tablename__ = "expiry_notice"
    __table_args__ = (
        belongs_to("payment_method", "payment_method_id", ondelete="CASCADE"),
        belongs_to("customer", "customer_id"),
    )

    payment_method_id: Mapped[str] = mapped_column(primary_key=True)
    expiry: Mapped[str] = mapped_column(primary_key=True)
    days_ahead: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def take(cls, method, days_ahead):
        """True for one caller: the one who tells."""
        noted = (
            insert(cls)
            .values(tenant_id=current_tenant_id(), payment_method_id=method.payment_method_id,
                    expiry=method.expiry, days_ahead=days_ahead, customer_id=method.customer_id,
                    created_date=clock.now())
            .on_conflict_do_nothing()
            .returning(cls.payment_method_id)
        )
        return db.session.scalar(noted) is not None


def expiring(today):
    """(method, its customer, days of the notice) of saved cards whose last day is near.

    Who was told seven days ahead needs not be told thirty days ahead any more.
    """
    found = []
    for month in {f"{today + timedelta(days=each):%Y-%m}" for each in range(SOON + 1)}:
        left = (last_day(month) - today).days
        if left <= SOON:
            days = SOONER if left <= SOONER else SOON
            found += [(*each, days) for each in untold(month, days)]
    return found


def untold(month, days):
    told = select(ExpiryNotice.payment_method_id).where(
        ExpiryNotice.payment_method_id == PaymentMethod.payment_method_id,
        ExpiryNotice.expiry == month, ExpiryNotice.days_ahead <= days,
    )
    return db.session.execute(
        select(PaymentMethod, Customer)
        .join(Customer, Customer.customer_id == PaymentMethod.customer_id)
        .where(PaymentMethod.status == "Active", PaymentMethod.type == "card",
               PaymentMethod.expiry == month, Customer.status == "Active", ~told.exists())
        .order_by(PaymentMethod.payment_method_id)
    ).all()


def last_day(month):
    """Cards are good to the end of their month, written 2030-12."""
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])
